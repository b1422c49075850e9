package io.austin.stream.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.Commands;
import io.austin.stream.cli.DocumentedCommands;
import io.austin.stream.cli.DocumentedCommands.Block;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.StopRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command of README and {@code docs} is there, with its options, and is run by a test. */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final String BY_HAND = "hand";
  private static final Pattern METHOD =
      Pattern.compile(
          "@(?:Test|ParameterizedTest)\\b(?:(?!\\bvoid\\b).)*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

  /** By class, the methods of each that are tests. */
  private static Map<String, List<String>> tests = Map.of();

  @BeforeAll
  static void findTests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      tests =
          files
              .filter(file -> file.toString().matches(".*/src/test/java/.*(?:Test|IT)\\.java"))
              .collect(
                  Collectors.toMap(
                      file -> file.getFileName().toString().replace(".java", ""),
                      DocumentedCommandsTest::methods,
                      (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
    }
  }

  static List<Block> blocks() {
    return DocumentedCommands.blocks(ROOT);
  }

  static List<String> commands() {
    return Stream.concat(
            blocks().stream().flatMap(block -> block.commands().stream()),
            DocumentedCommands.withinLines(ROOT).stream())
        .filter(command -> command.contains(DocumentedCommands.COMMAND))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void isRunByTestsThatExist(Block block) {
    assertThat(block.runBy()).as(block.toString()).isNotEmpty();
    for (String test : block.runBy()) {
      if (test.equals(BY_HAND)) {
        assertThat(block.commands()).noneMatch(it -> it.contains(DocumentedCommands.COMMAND));
      } else {
        String[] named = test.split("\\.");
        assertThat(tests.getOrDefault(named[0], List.of())).as(named[0]).contains(named[1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isThereWithItsOptions(String command) {
    int begin = command.indexOf(DocumentedCommands.COMMAND) + DocumentedCommands.COMMAND.length();
    String[] words = command.substring(begin).split(" ");
    Invocation invocation =
        new Invocation(
            List.of(words),
            Path.of(""),
            Path.of(""),
            Map.of(),
            false,
            OutputStream.nullOutputStream(),
            new StopRequest());
    CommandLine commands = Commands.create(invocation);
    if (words.length == 1 && !words[0].startsWith("-")) {
      assertThat(commands.getSubcommands()).containsKey(words[0]); // mentioned, not called
    } else {
      // Throws where a command or an option is unknown.
      assertThat(commands.parseArgs(words).errors()).isEmpty();
    }
  }

  private static List<String> methods(Path file) {
    try {
      return METHOD.matcher(Files.readString(file)).results().map(it -> it.group(1)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
