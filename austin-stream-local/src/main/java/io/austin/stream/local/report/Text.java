package io.austin.stream.local.report;

import java.io.PrintWriter;
import java.util.List;

/** Paragraphs with a title in front of them. */
final class Text {
  private static final int WIDTH = 14;

  private final PrintWriter out;

  Text(PrintWriter out) {
    this.out = out;
  }

  /** A title and what it is about; further lines stand below the first. */
  void add(String title, List<String> lines) {
    String before = title;
    for (String line : lines) {
      out.printf("%-" + WIDTH + "s%s%n", before, line);
      before = "";
    }
  }

  void add(String title, String line) {
    add(title, List.of(line));
  }

  void line(String line) {
    out.println(line);
  }
}
