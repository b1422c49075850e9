package io.austin.stream.console.api;

import io.austin.stream.console.api.Answers.Label;
import io.austin.stream.console.api.Answers.Rates;
import io.austin.stream.console.api.Answers.Totals;
import io.austin.stream.console.api.TrendAnswers.Change;
import io.austin.stream.console.api.TrendAnswers.Period;
import io.austin.stream.console.api.TrendAnswers.Subject;
import io.austin.stream.console.api.TrendAnswers.TrendDay;
import io.austin.stream.console.api.TrendAnswers.TrendRow;
import io.austin.stream.console.api.TrendAnswers.Trends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers about trends as files for a spreadsheet: the rows, the days, or the whole in one row. */
final class TrendsCsv {
  static final List<String> PARTS = List.of("rows", "days", "total");

  private static final List<String> TOTALS =
      List.of(
          "received",
          "filtered",
          "held",
          "passed",
          "sent",
          "failed",
          "clicked",
          "channelErrors",
          "takenInTwice",
          "rates.filtered",
          "rates.passed",
          "rates.sent",
          "rates.failed",
          "rates.clicked");

  private static final List<String> CHANGES =
      List.of(
          "received",
          "filtered",
          "sent",
          "failed",
          "clicked",
          "rates.filtered",
          "rates.sent",
          "rates.failed",
          "rates.clicked");

  private static final List<String> PERIODS =
      List.of("from", "to", "days", "before.from", "before.to", "before.days");

  private static final List<String> SUBJECT =
      List.of("templateId", "template", "type", "channel", "creator");

  private final Trends trends;
  private final boolean chinese;

  TrendsCsv(Trends trends, boolean chinese) {
    this.trends = trends;
    this.chinese = chinese;
  }

  /** One of {@link #PARTS}. */
  Csv part(String name) {
    return switch (name) {
      case "days" -> days();
      case "total" -> compared(List.of(), Stream.of(total()));
      default -> compared(SUBJECT, trends.rows().stream());
    };
  }

  private TrendRow total() {
    Subject everything = new Subject(null, null, null, null, null);
    return new TrendRow(everything, trends.totals(), trends.totalsBefore(), trends.change());
  }

  private Csv compared(List<String> subject, Stream<TrendRow> rows) {
    List<String> columns = new ArrayList<>(subject);
    columns.addAll(PERIODS);
    columns.addAll(TOTALS);
    TOTALS.forEach(name -> columns.add("before." + name));
    CHANGES.forEach(name -> columns.add("change." + name));
    Csv csv = new Csv(columns.toArray(String[]::new));
    rows.forEach(row -> csv.row(cells(row, !subject.isEmpty()).toArray()));
    return csv;
  }

  private List<@Nullable Object> cells(TrendRow row, boolean withSubject) {
    List<@Nullable Object> cells = new ArrayList<>();
    if (withSubject) {
      Subject subject = row.subject();
      add(cells, subject.templateId(), subject.template(), named(subject.type()));
      add(cells, named(subject.channel()), subject.creator());
    }
    for (Period period : List.of(trends.range(), trends.before())) {
      add(cells, period.from(), period.to(), period.kept());
    }
    cells.addAll(totals(row.totals()));
    cells.addAll(totals(row.before()));
    cells.addAll(change(row.change()));
    return cells;
  }

  private Csv days() {
    List<String> columns = new ArrayList<>(List.of("period", "day", "kept", "available"));
    columns.addAll(TOTALS);
    Csv csv = new Csv(columns.toArray(String[]::new));
    trends.daysBefore().forEach(day -> csv.row(cells("before", day).toArray()));
    trends.days().forEach(day -> csv.row(cells("range", day).toArray()));
    return csv;
  }

  private static List<@Nullable Object> cells(String period, TrendDay day) {
    List<@Nullable Object> cells = new ArrayList<>();
    add(cells, period, day.day(), day.kept(), day.available());
    cells.addAll(totals(day.totals()));
    return cells;
  }

  private static List<@Nullable Object> totals(@Nullable Totals totals) {
    if (totals == null) {
      return none(TOTALS);
    }
    Rates rates = totals.rates();
    List<@Nullable Object> cells = new ArrayList<>();
    add(cells, totals.received(), totals.filtered(), totals.held(), totals.passed());
    add(cells, totals.sent(), totals.failed(), totals.clicked());
    add(cells, totals.channelErrors(), totals.takenInTwice());
    add(cells, rates.filtered(), rates.passed(), rates.sent(), rates.failed(), rates.clicked());
    return cells;
  }

  private static List<@Nullable Object> change(@Nullable Change change) {
    if (change == null) {
      return none(CHANGES);
    }
    List<@Nullable Object> cells = new ArrayList<>();
    add(cells, change.received(), change.filtered(), change.sent());
    add(cells, change.failed(), change.clicked());
    add(cells, change.rates().filtered(), change.rates().sent());
    add(cells, change.rates().failed(), change.rates().clicked());
    return cells;
  }

  private static List<@Nullable Object> none(List<String> columns) {
    return Arrays.asList(new @Nullable Object[columns.size()]);
  }

  private static void add(List<@Nullable Object> cells, @Nullable Object... values) {
    cells.addAll(Arrays.asList(values));
  }

  private @Nullable String named(@Nullable Label label) {
    return label == null ? null : chinese ? label.zh() : label.en();
  }
}
