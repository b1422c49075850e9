package io.austin.stream.cli.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Paragraphs with a title in front of them. */
public final class Text {
  private static final int WIDTH = 14;

  private final PrintWriter out;

  /** On this output. */
  public Text(PrintWriter out) {
    this.out = out;
  }

  /** A title and what it is about; further lines stand below the first. */
  public void add(String title, List<String> lines) {
    String before = title;
    for (String line : lines) {
      out.printf("%-" + WIDTH + "s%s%n", before, line);
      before = "";
    }
  }

  /** A title and the line about it. */
  public void add(String title, String line) {
    add(title, List.of(line));
  }

  /** A line without a title. */
  public void line(String line) {
    out.println(line);
  }

  /** How many dead letters there are of each reason. */
  public static String byReason(Map<String, Long> deadLetters) {
    return deadLetters.entrySet().stream()
        .map(reason -> "%s %,d".formatted(reason.getKey(), reason.getValue()))
        .collect(Collectors.joining(" · "));
  }
}
