package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Rates;
import io.austin.stream.console.trace.Funnel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The orders in which a day's templates may be listed. */
final class TemplateOrder {
  static final String DEFAULT = "received";

  /** By what templates are ordered that only their figures tell apart, by name. */
  static final Map<String, Function<Funnel, @Nullable Double>> FIGURES = figures();

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
    FIGURES.forEach((name, figure) -> values.put(name, row -> figure.apply(row.funnel())));
    values.put("id", row -> row.templateId() == null ? null : (double) row.templateId());
    return values;
  }

  private static Map<String, Function<Funnel, @Nullable Double>> figures() {
    Map<String, Function<Funnel, @Nullable Double>> figures = new LinkedHashMap<>();
    figures.put(DEFAULT, funnel -> (double) funnel.received());
    figures.put("filtered", funnel -> (double) funnel.filtered());
    figures.put("sent", funnel -> (double) funnel.sent());
    figures.put("failed", funnel -> (double) funnel.failed());
    figures.put("clicked", funnel -> (double) funnel.clicked());
    figures.put("rates.filtered", funnel -> Rates.of(funnel).filtered());
    figures.put("rates.sent", funnel -> Rates.of(funnel).sent());
    figures.put("rates.failed", funnel -> Rates.of(funnel).failed());
    figures.put("rates.clicked", funnel -> Rates.of(funnel).clicked());
    return figures;
  }
}
