package io.austin.stream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands in README and {@code docs}. Each block of them stands behind a comment that names
 * the tests by which it is run, {@code <!-- run by LocalIT.method, TraceIT.method -->}, or says
 * that it is not one of the product's: {@code <!-- run by hand -->}.
 */
public final class DocumentedCommands {
  public static final String COMMAND = "bin/austin-stream ";

  private static final Path DOCS = Path.of("docs");
  private static final String PROCEDURES = "docs/operations.md";

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- run by ([^>]+?) -->\\s*)?^ *```(?:bash|sh|console)\\n(.*?)```",
          Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern WITHIN_A_LINE =
      Pattern.compile("(?<!`)`(" + COMMAND + "[^`]+)`(?!`)");

  private DocumentedCommands() {}

  /**
   * A block of commands.
   *
   * @param page where it stands, beginning at the root
   * @param runBy what the comment before it names; empty when there is none
   * @param commands its lines, those that end in a backslash joined with the next
   */
  public record Block(String page, List<String> runBy, List<String> commands) {}

  /**
   * All blocks.
   *
   * @param root of the project
   */
  public static List<Block> blocks(Path root) {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages(root)) {
      Matcher found = BLOCK.matcher(text(page));
      while (found.find()) {
        List<String> runBy =
            found.group(1) == null ? List.of() : List.of(found.group(1).split(",\\s*"));
        List<String> commands =
            found
                .group(2)
                .replaceAll("\\\\\\n\\s*", " ")
                .lines()
                .map(line -> line.replaceAll("(^|\\s)\\s*#.*$", "").replaceAll("\\s+", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        blocks.add(new Block(root.relativize(page).toString(), runBy, commands));
      }
    }
    return blocks;
  }

  /** The commands within a sentence or a table. */
  public static List<String> withinLines(Path root) {
    return pages(root).stream()
        .flatMap(page -> WITHIN_A_LINE.matcher(text(page)).results())
        .map(found -> found.group(1).replaceAll("\\s+", " "))
        .toList();
  }

  /** The commands that this test runs, in their order: procedures, and then what pages add. */
  static List<String> commandsOf(String test) {
    return blocks(Path.of("..")).stream()
        .filter(block -> block.runBy().contains(test))
        .sorted(Comparator.comparing(block -> !block.page().equals(PROCEDURES)))
        .flatMap(block -> block.commands().stream())
        .toList();
  }

  private static List<Path> pages(Path root) {
    try (Stream<Path> ofRoot = Files.list(root);
        Stream<Path> ofDocs = Files.list(root.resolve(DOCS))) {
      return Stream.concat(ofRoot, ofDocs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
