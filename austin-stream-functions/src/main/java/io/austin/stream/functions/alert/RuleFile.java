package io.austin.stream.functions.alert;

import io.austin.stream.common.NearestNames;
import io.austin.stream.functions.alert.AlertRule.Kind;
import io.austin.stream.functions.alert.AlertRule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Rules as people write them, in YAML, and what is wrong with them. {@code docs/alerts.md} says how
 * they are written.
 *
 * @param rules those that are right
 * @param mistakes what is wrong, in the order of lines; without any, the rules are all
 */
public record RuleFile(List<AlertRule> rules, List<Mistake> mistakes) {
  private static final int MAX_LENGTH = 1 << 20;

  /**
   * What is wrong at one place.
   *
   * @param line from 1
   * @param text what is there, and what is expected
   */
  public record Mistake(int line, String text) {
    @Override
    public String toString() {
      return "line " + line + ": " + text;
    }
  }

  /**
   * Reads a file of rules: a list under {@code rules}.
   *
   * @param channels whether it is known which channels templates send through
   */
  public static RuleFile read(String yaml, boolean channels) {
    Reading reading = new Reading(yaml, channels);
    reading.root().ifPresent(reading::file);
    return reading.result();
  }

  /**
   * Reads one rule, as {@link AlertRule#yaml} has it.
   *
   * @param channels whether it is known which channels templates send through
   */
  public static RuleFile readOne(String yaml, boolean channels) {
    Reading reading = new Reading(yaml, channels);
    reading.root().ifPresent(reading::rule);
    return reading.result();
  }

  private static final class Reading {
    private final String yaml;
    private final boolean channels;
    private final List<AlertRule> rules = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    Reading(String yaml, boolean channels) {
      this.yaml = yaml;
      this.channels = channels;
    }

    RuleFile result() {
      mistakes.sort(Comparator.comparingInt(Mistake::line));
      return new RuleFile(List.copyOf(rules), List.copyOf(mistakes));
    }

    Optional<Node> root() {
      if (yaml.length() > MAX_LENGTH) {
        mistakes.add(new Mistake(1, "this is longer than a mebibyte"));
        return Optional.empty();
      }
      try {
        Optional<Node> root =
            new Compose(LoadSettings.builder().setLabel("rules").build()).composeString(yaml);
        if (root.isEmpty()) {
          mistakes.add(new Mistake(1, "nothing is here, expected rules: and a list of them"));
        }
        return root;
      } catch (MarkedYamlEngineException wrong) {
        mistakes.add(
            new Mistake(
                line(wrong.getProblemMark()), "this is no YAML: " + wrong.getProblem().strip()));
      } catch (YamlEngineException wrong) {
        mistakes.add(new Mistake(1, "this is no YAML: " + wrong.getMessage()));
      } catch (StackOverflowError deep) {
        mistakes.add(new Mistake(1, "this is nested too deep for rules"));
      }
      return Optional.empty();
    }

    void file(Node root) {
      if (!(root instanceof MappingNode mapping)) {
        wrong(root, "expected rules: and a list of them");
        return;
      }
      for (NodeTuple entry : mapping.getValue()) {
        if (!"rules".equals(text(entry.getKeyNode()))) {
          wrong(entry.getKeyNode(), unknown("key", text(entry.getKeyNode()), List.of("rules")));
        } else if (entry.getValueNode() instanceof SequenceNode list) {
          list.getValue().forEach(this::rule);
        } else {
          wrong(entry.getValueNode(), "rules is no list, expected one rule after each dash");
        }
      }
      if (rules.isEmpty() && mistakes.isEmpty()) {
        wrong(root, "no rule is here, expected rules: and a list of them");
      }
    }

    void rule(Node node) {
      if (!(node instanceof MappingNode mapping)) {
        wrong(node, "a rule has keys, such as name: and kind:");
        return;
      }
      RuleReader rule = new RuleReader(mapping, channels, this::wrong);
      int before = mistakes.size();
      AlertRule read = rule.read();
      if (read != null && !names.add(read.name())) {
        wrong(node, "name is " + read.name() + ", which another rule has too");
      }
      if (read != null && mistakes.size() == before) {
        rules.add(read);
      }
    }

    private void wrong(Node where, String what) {
      mistakes.add(new Mistake(line(where.getStartMark()), what));
    }
  }

  static String unknown(String what, String word, List<String> known) {
    return "%s is no %s, expected %s%s"
        .formatted(
            word.isEmpty() ? "this" : word,
            what,
            known.size() == 1 ? known.get(0) : "one of " + String.join(", ", known),
            known.size() == 1 || word.isEmpty()
                ? ""
                : NearestNames.meant(word, known)
                    .map(name -> "; did you mean " + name + "?")
                    .orElse(""));
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(it -> it.getLine() + 1).orElse(1);
  }

  /** The text of a scalar; empty of anything else. */
  static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
  }

  static final Map<String, Kind> KINDS = byWord(Kind.values());
  static final Map<String, Severity> SEVERITIES = byWord(Severity.values());

  private static <E extends Enum<E>> Map<String, E> byWord(E[] constants) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : constants) {
      words.put(AlertRule.word(constant), constant);
    }
    return words;
  }
}
