package io.austin.stream.cli.deploy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which series a PromQL expression asks for. No parser: it knows the tokens, sees that brackets
 * match and that functions are ones it has heard of, and tells metrics from all other names.
 *
 * @param text the expression
 * @param selectors the metrics, with what is asked of their labels
 * @param groupedBy labels in {@code by (...)}, {@code on (...)} and the like
 */
public record PromQl(String text, List<Selector> selectors, Set<String> groupedBy) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<name>[a-zA-Z_:][\\w:]*)|(?<string>\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<span>\\[(?:(?:\\d+(?:ms|[smhdwy]))+(?::\\w*)?|\\$__\\w+)\\])"
              + "|(?<number>\\d+(?:\\.\\d+)?(?:ms|[smhdwy])?)"
              + "|(?<operator>=~|!~|!=|==|>=|<=|[-+*/%^=<>(){},]))");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "absent",
          "avg",
          "avg_over_time",
          "changes",
          "clamp_min",
          "count",
          "delta",
          "increase",
          "irate",
          "label_replace",
          "max",
          "max_over_time",
          "min",
          "min_over_time",
          "rate",
          "sum",
          "time",
          "topk",
          "vector");

  private static final Set<String> GROUPINGS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "offset", "bool", "inf", "nan");

  /**
   * A metric that is asked for.
   *
   * @param metric its name
   * @param labels what each label has to match
   */
  public record Selector(String metric, Map<String, Pattern> labels) {}

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException saying what it cannot be
   */
  public static PromQl parse(String text) {
    List<Token> tokens = tokens(text);
    requireBalanced(text, tokens);
    List<Selector> selectors = new ArrayList<>();
    Set<String> groupedBy = new TreeSet<>();
    int at = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at++);
      if (!token.kind().equals("name") || WORDS.contains(token.text())) {
        continue;
      }
      boolean called = at < tokens.size() && tokens.get(at).text().equals("(");
      if (GROUPINGS.contains(token.text())) {
        while (called && !tokens.get(++at).text().equals(")")) {
          if (tokens.get(at).kind().equals("name")) {
            groupedBy.add(tokens.get(at).text());
          }
        }
      } else if (called) {
        require(FUNCTIONS.contains(token.text()), "no function " + token.text(), text);
      } else if (FUNCTIONS.contains(token.text())) {
        require(
            at < tokens.size() && GROUPINGS.contains(tokens.get(at).text()),
            token.text() + " is no metric",
            text);
      } else {
        int end = at;
        while (end < tokens.size()
            && tokens.get(at).text().equals("{")
            && !tokens.get(end).text().equals("}")) {
          end++;
        }
        selectors.add(
            new Selector(
                token.text(), end == at ? Map.of() : labels(tokens.subList(at + 1, end), text)));
        at = end;
      }
    }
    require(!selectors.isEmpty(), "no metric", text);
    return new PromQl(text, selectors, groupedBy);
  }

  private static Map<String, Pattern> labels(List<Token> tokens, String text) {
    Map<String, Pattern> labels = new java.util.TreeMap<>();
    for (int i = 0; i + 2 < tokens.size(); i += 4) {
      String value = tokens.get(i + 2).text();
      require(value.startsWith("\""), "a label's value is a string", text);
      String pattern = value.substring(1, value.length() - 1);
      boolean isVariable = pattern.startsWith("$");
      labels.put(
          tokens.get(i).text(),
          switch (tokens.get(i + 1).text()) {
            case "=" -> Pattern.compile(isVariable ? ".*" : Pattern.quote(pattern));
            case "=~" -> Pattern.compile(isVariable ? ".*" : pattern);
            default -> Pattern.compile(".*");
          });
    }
    return labels;
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text.strip());
    int end = 0;
    while (end < text.strip().length()) {
      require(matcher.find(end) && matcher.start() == end, "unreadable from " + end, text);
      for (String kind : List.of("name", "string", "span", "number", "operator")) {
        if (matcher.group(kind) != null) {
          tokens.add(new Token(kind, matcher.group(kind)));
        }
      }
      end = matcher.end();
    }
    return tokens;
  }

  private static void requireBalanced(String text, List<Token> tokens) {
    Deque<String> open = new ArrayDeque<>();
    for (Token token : tokens) {
      switch (token.text()) {
        case "(" -> open.push(")");
        case "{" -> open.push("}");
        case ")", "}" ->
            require(token.text().equals(open.poll()), token.text() + " closes nothing", text);
        default -> {}
      }
    }
    require(open.isEmpty(), "not closed: " + open, text);
  }

  private static void require(boolean right, String otherwise, String text) {
    if (!right) {
      throw new IllegalArgumentException(otherwise + ": " + text);
    }
  }

  private record Token(String kind, String text) {}
}
