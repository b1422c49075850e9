package io.austin.stream.console.api;

import io.austin.stream.console.trace.Funnel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The orders of rows of trends: by a figure, or by how it differs from the one before. */
final class TrendOrder {
  private static final String RATE = "rates.";
  private static final Map<String, Function<Row, @Nullable Double>> VALUES = values();

  private TrendOrder() {}

  static List<String> names() {
    return List.copyOf(VALUES.keySet());
  }

  /**
   * By this value; what has none comes last either way, and of equal ones what took in most first.
   */
  static List<Row> sorted(List<Row> rows, String name, boolean descending) {
    Function<Row, @Nullable Double> value = VALUES.getOrDefault(name, row -> null);
    Comparator<Double> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return rows.stream()
        .map(row -> new Valued(row, value.apply(row)))
        .sorted(
            Comparator.comparing(Valued::value, Comparator.nullsLast(order))
                .thenComparing(it -> -it.row().now().received()))
        .map(Valued::row)
        .toList();
  }

  private static Map<String, Function<Row, @Nullable Double>> values() {
    Map<String, Function<Row, @Nullable Double>> values = new LinkedHashMap<>();
    TemplateOrder.FIGURES.forEach(
        (name, figure) -> values.put(name, row -> figure.apply(row.now())));
    TemplateOrder.FIGURES.forEach(
        (name, figure) -> values.put("change." + name, row -> difference(name, figure, row)));
    return values;
  }

  /** Whatever the number of days is on either side, it is the same for all rows. */
  private static @Nullable Double difference(
      String name, Function<Funnel, @Nullable Double> figure, Row row) {
    Double now = figure.apply(row.now());
    Double before = figure.apply(row.before());
    if (now == null || before == null) {
      return null;
    }
    if (name.startsWith(RATE)) {
      return now - before;
    }
    return before == 0 ? null : now / before;
  }

  /** A group by its number, and what it came to. */
  record Row(int group, Funnel now, Funnel before) {
    boolean isEmpty() {
      return now.equals(Funnel.EMPTY) && before.equals(Funnel.EMPTY);
    }
  }

  private record Valued(Row row, @Nullable Double value) {}
}
