package io.austin.stream.console.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CSV that spreadsheets open as it is meant: in UTF-8 with a mark, without which Excel takes it for
 * the machine's own encoding; no text begins a formula; and digits that are too many for a number
 * stay text.
 */
final class Csv {
  private static final String MARK = "\uFEFF";
  private static final String LINE_END = "\r\n";

  /** Full-width signs begin a formula where the input method writes them. */
  private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@＝＋－＠\t\r\n].*");

  /** Spreadsheets keep 15 digits of a number; the tab that none of them shows makes it a text. */
  private static final Pattern TOO_LONG = Pattern.compile("\\d{16,}");

  private final StringBuilder text = new StringBuilder(MARK);

  /** CSV of these columns. */
  Csv(String... columns) {
    row((Object[]) columns);
  }

  /** Adds a row; {@code null} is an empty cell. */
  void row(@Nullable Object... cells) {
    text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")))
        .append(LINE_END);
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Number ? value.toString() : quoted(harmless(value.toString()));
  }

  private static String harmless(String value) {
    if (FORMULA.matcher(value).matches()) {
      return "'" + value;
    }
    return TOO_LONG.matcher(value).matches() ? value + "\t" : value;
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
