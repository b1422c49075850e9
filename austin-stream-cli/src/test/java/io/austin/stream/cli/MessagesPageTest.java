package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the job says is wrong, {@code docs/messages.md} explains. */
class MessagesPageTest {
  private static final Path ROOT = Path.of("..");

  /** Where the job says what is wrong, and the text of it. */
  private static final Pattern TOLD =
      Pattern.compile(
          "(?:\\b(?:LOG|log|refusalLog)\\.(?:warn|error)|findings\\.(?:error|warning)"
              + "|new (?:RedisPipeline|AnotherWriter|RedisWentBack|IO)Exception"
              + "|throw new TopicRecreatedException)"
              + "\\(\\s*\\(?(?:at\\(\\s*)?((?:\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.()]+|\\s|\\+)*)");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final String SOURCES = "/src/main/java";

  private static final List<String> MODULES =
      List.of(
          "austin-stream-redis" + SOURCES,
          "austin-stream-templates" + SOURCES,
          "austin-stream-functions" + SOURCES,
          "austin-stream-kafka" + SOURCES,
          "austin-stream-job" + SOURCES,
          "austin-stream-archive" + SOURCES,
          "austin-stream-cli" + SOURCES + "/io/austin/stream/cli/notify");

  /** So many characters tell a text from others. */
  private static final int ENOUGH = 15;

  @Test
  void everyErrorOfTheJobIsExplained() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/messages.md")).replaceAll("\\s+", " ");
    List<String> unexplained = new ArrayList<>();
    int found = 0;
    for (Path source : sources()) {
      Matcher told = TOLD.matcher(Files.readString(source));
      while (told.find()) {
        List<String> texts = texts(told.group(1));
        if (!texts.isEmpty()) {
          found++;
          if (texts.stream().noneMatch(page::contains)) {
            unexplained.add(source.getFileName() + ": " + texts);
          }
        }
      }
    }
    assertThat(found).as("messages found in the sources").isGreaterThanOrEqualTo(20);
    assertThat(unexplained).as("messages that docs/messages.md does not explain").isEmpty();
  }

  /** The beginnings of the parts between values, of those that are long enough to be told. */
  private static List<String> texts(String argument) {
    StringBuilder text = new StringBuilder();
    int end = -1;
    Matcher literal = LITERAL.matcher(argument);
    while (literal.find()) {
      boolean follows = end >= 0 && argument.substring(end, literal.start()).matches("\\s*\\+\\s*");
      text.append(follows || end < 0 ? "" : "%s").append(literal.group(1));
      end = literal.end();
    }
    return Stream.of(text.toString().split("\\{\\}|%,?[sd]"))
        .map(part -> part.replaceAll("\\s+", " ").strip())
        .filter(part -> part.length() >= ENOUGH)
        .map(part -> part.substring(0, ENOUGH))
        .toList();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }
}
