package io.austin.stream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands of the procedures in {@code docs}. Each block of them stands behind a comment that
 * names the test by which it is run: {@code <!-- run by OperationsIT.method -->}.
 */
final class OperationsPage {
  private static final Path DOCS = Path.of("..", "docs");
  private static final List<String> PAGES =
      List.of("operations.md", "capacity.md", "replacing-the-original.md");
  static final String COMMAND = "bin/austin-stream ";

  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- run by (\\w+)\\.(\\w+) -->\\n+)?```bash\\n(.*?)```", Pattern.DOTALL);

  private OperationsPage() {}

  /**
   * A block of commands.
   *
   * @param test the class and the method that runs it, with a dot between them; empty when none is
   *     named
   * @param commands its lines, those that end in a backslash joined with the next
   */
  record Block(String test, List<String> commands) {}

  /** All blocks. */
  static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher found =
        BLOCK.matcher(PAGES.stream().map(OperationsPage::text).collect(Collectors.joining()));
    while (found.find()) {
      String test = found.group(1) == null ? "" : found.group(1) + "." + found.group(2);
      List<String> commands =
          found
              .group(3)
              .replace("\\\n", " ")
              .lines()
              .map(line -> line.replaceAll("\\s+#.*$", "").replaceAll("\\s+", " ").strip())
              .filter(line -> !line.isEmpty())
              .toList();
      blocks.add(new Block(test, commands));
    }
    return blocks;
  }

  /** The commands that this test runs, in their order. */
  static List<String> commandsOf(String test) {
    return blocks().stream()
        .filter(block -> block.test().equals(test))
        .flatMap(block -> block.commands().stream())
        .toList();
  }

  static String text(String page) {
    try {
      return Files.readString(DOCS.resolve(page));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
