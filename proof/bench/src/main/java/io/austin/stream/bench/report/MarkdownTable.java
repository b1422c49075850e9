package io.austin.stream.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, its first column text and the others numbers. */
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String... head) {
    row(List.of(head));
    List<String> rule = new ArrayList<>(List.of("---"));
    for (int i = 1; i < head.length; i++) {
      rule.add("---:");
    }
    row(rule);
  }

  void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** A number as a reader wants it: no more digits than it is worth. */
  static String number(double number) {
    if (number >= 100) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    return String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
