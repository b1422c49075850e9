package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Freshness;
import io.austin.stream.console.api.Answers.Label;
import io.austin.stream.console.api.Answers.Rates;
import io.austin.stream.console.api.Answers.Totals;
import io.austin.stream.console.trace.Funnel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts that answers about trends are made of, as openapi.yaml names them. */
final class TrendAnswers {
  private TrendAnswers() {}

  record Trends(
      Period range,
      Period before,
      boolean whole,
      boolean today,
      int unread,
      @Nullable Long asOf,
      @Nullable String asOfTime,
      boolean truncated,
      Totals totals,
      @Nullable Totals totalsBefore,
      @Nullable Change change,
      List<TrendDay> days,
      List<TrendDay> daysBefore,
      Choices choices,
      PageRequest.Page page,
      List<TrendRow> rows,
      Freshness freshness) {}

  /** Some days in a row, and how many of them are kept. */
  record Period(String from, String to, int days, int kept) {}

  record TrendDay(String day, boolean kept, boolean read, boolean available, Totals totals) {}

  /** What may be chosen among the templates of all days that are read. */
  record Choices(List<Label> channels, List<Label> types, List<String> creators) {}

  /** What a row is about; all of it {@code null} where what it is grouped by is not known. */
  record Subject(
      @Nullable Long templateId,
      @Nullable String template,
      @Nullable Label type,
      @Nullable Label channel,
      @Nullable String creator) {}

  record TrendRow(
      Subject subject, Totals totals, @Nullable Totals before, @Nullable Change change) {}

  /**
   * How figures differ from those before: counts of a day on average, as a part of those before;
   * rates, by subtraction.
   */
  record Change(
      @Nullable Double received,
      @Nullable Double filtered,
      @Nullable Double sent,
      @Nullable Double failed,
      @Nullable Double clicked,
      RateChange rates) {
    /** Null where there is nothing to compare with. */
    static @Nullable Change of(Funnel now, int days, Funnel before, int daysBefore) {
      if (days == 0 || daysBefore == 0) {
        return null;
      }
      double scale = (double) daysBefore / days;
      Rates rates = Rates.of(now);
      Rates past = Rates.of(before);
      return new Change(
          part(now.received() * scale, before.received()),
          part(now.filtered() * scale, before.filtered()),
          part(now.sent() * scale, before.sent()),
          part(now.failed() * scale, before.failed()),
          part(now.clicked() * scale, before.clicked()),
          new RateChange(
              minus(rates.filtered(), past.filtered()),
              minus(rates.sent(), past.sent()),
              minus(rates.failed(), past.failed()),
              minus(rates.clicked(), past.clicked())));
    }

    private static @Nullable Double part(double now, long before) {
      return before == 0 ? null : now / before - 1;
    }

    private static @Nullable Double minus(@Nullable Double rate, @Nullable Double before) {
      return rate == null || before == null ? null : rate - before;
    }
  }

  record RateChange(
      @Nullable Double filtered,
      @Nullable Double sent,
      @Nullable Double failed,
      @Nullable Double clicked) {}
}
