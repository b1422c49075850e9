package io.austin.stream.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table in Markdown, its first column text and the others figures. */
final class Table<R> {
  private final List<Column<R>> columns = new ArrayList<>();

  private record Column<R>(String head, Function<R, @Nullable Object> cell) {}

  /** A table of one column. */
  static <R> Table<R> of(String head, Function<R, @Nullable Object> cell) {
    return new Table<R>().with(head, cell);
  }

  /** The same with a further column; a cell that is {@code null} is empty. */
  Table<R> with(String head, Function<R, @Nullable Object> cell) {
    columns.add(new Column<>(head, cell));
    return this;
  }

  /** The table with these rows. */
  String of(List<R> rows) {
    StringBuilder text = new StringBuilder(line(Column::head));
    text.append(line(column -> column.equals(columns.get(0)) ? "---" : "---:"));
    rows.forEach(row -> text.append(line(column -> text(column.cell().apply(row)))));
    return text.toString();
  }

  private String line(Function<Column<R>, String> cell) {
    return columns.stream().map(cell).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A number as a reader wants it: no more digits than it is worth. */
  private static String text(@Nullable Object cell) {
    if (cell instanceof Double number) {
      String format = number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f";
      return String.format(Locale.ROOT, format, number);
    }
    return cell == null ? "" : cell.toString();
  }
}
