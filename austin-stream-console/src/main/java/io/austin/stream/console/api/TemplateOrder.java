package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Rates;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The orders in which a day's templates may be listed. */
final class TemplateOrder {
  static final String DEFAULT = "received";

  private static final Map<String, Function<DayTemplates.Row, @Nullable Double>> VALUES = values();

  private TemplateOrder() {}

  static List<String> names() {
    return List.copyOf(VALUES.keySet());
  }

  /** By this value; what has none comes last either way. */
  static Comparator<DayTemplates.Row> by(String name, boolean descending) {
    Function<DayTemplates.Row, @Nullable Double> value = VALUES.getOrDefault(name, row -> null);
    Comparator<Double> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    Comparator<DayTemplates.Row> byValue = Comparator.comparing(value, Comparator.nullsLast(order));
    return byValue.thenComparingLong(DayTemplates.Row::businessId);
  }

  private static Map<String, Function<DayTemplates.Row, @Nullable Double>> values() {
    Map<String, Function<DayTemplates.Row, @Nullable Double>> values = new LinkedHashMap<>();
    values.put(DEFAULT, row -> (double) row.funnel().received());
    values.put("filtered", row -> (double) row.funnel().filtered());
    values.put("sent", row -> (double) row.funnel().sent());
    values.put("failed", row -> (double) row.funnel().failed());
    values.put("clicked", row -> (double) row.funnel().clicked());
    values.put("rates.filtered", row -> Rates.of(row.funnel()).filtered());
    values.put("rates.sent", row -> Rates.of(row.funnel()).sent());
    values.put("rates.failed", row -> Rates.of(row.funnel()).failed());
    values.put("rates.clicked", row -> Rates.of(row.funnel()).clicked());
    values.put("id", row -> row.templateId() == null ? null : (double) row.templateId());
    return values;
  }
}
