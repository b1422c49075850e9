package io.austin.stream.console.api;

import static io.austin.stream.common.AnchorState.RECEIVE;
import static io.austin.stream.common.AnchorState.SEND_FAIL;
import static io.austin.stream.common.AnchorState.SEND_SUCCESS;

import io.austin.stream.console.api.Answers.LastHour;
import io.austin.stream.console.api.Answers.Template;
import io.austin.stream.console.api.Answers.TemplateRow;
import io.austin.stream.console.api.Answers.Templates;
import io.austin.stream.console.api.Answers.Totals;
import io.austin.stream.console.trace.BriefCache;
import io.austin.stream.console.trace.Funnel;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers which templates a day has and how they are doing. */
final class TemplatesAnswer {
  private static final int LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final int HOUR = 60;
  private static final List<Integer> PLOTTED =
      List.of(RECEIVE.getCode(), SEND_SUCCESS.getCode(), SEND_FAIL.getCode());

  private final Sources sources;
  private final Words words;
  private final StreamProgress progress;
  private final DayTemplates days;
  private final StuckAnswer stuck;
  private final BriefCache<Hour, Map<Long, Map<Integer, long[]>>> hours =
      new BriefCache<>(Duration.ofSeconds(2), 64);

  TemplatesAnswer(
      Sources sources, Words words, StreamProgress progress, DayTemplates days, StuckAnswer stuck) {
    this.stuck = stuck;
    this.sources = sources;
    this.words = words;
    this.progress = progress;
    this.days = days;
  }

  Templates answer(Query query) {
    return answer(query, query.page(LIMIT, MAX_LIMIT));
  }

  /** The same without pages: a day's list is bounded. */
  Templates whole(Query query) {
    return answer(query, PageRequest.WHOLE);
  }

  private Templates answer(Query query, PageRequest page) {
    LocalDate today = LocalDate.now(sources.clock());
    LocalDate date = query.day().orElse(today);
    String sort = query.word("sort", TemplateOrder.DEFAULT, TemplateOrder.names());
    boolean descending = query.word("order", "desc", List.of("desc", "asc")).equals("desc");
    DayTemplates.Day day = days.of(date);
    List<DayTemplates.Row> sorted =
        day.rows().stream().sorted(TemplateOrder.by(sort, descending)).toList();
    Integer until = date.equals(today) ? minuteOfDay() : null;
    return new Templates(
        date.toString(),
        date.equals(today),
        day.available(),
        Totals.of(Funnel.sum(day.rows().stream().map(DayTemplates.Row::funnel).toList())),
        day.truncated(),
        until,
        until == null ? null : stuck.now(),
        page.page(sorted.size()),
        page.equals(PageRequest.WHOLE) ? all(sorted) : rows(page.of(sorted), until),
        progress.freshness());
  }

  private int minuteOfDay() {
    LocalTime now = LocalTime.now(sources.clock());
    return now.getHour() * HOUR + now.getMinute();
  }

  /** Without the last hours; by parts, as many as a source of names tells at once. */
  private List<TemplateRow> all(List<DayTemplates.Row> rows) {
    List<TemplateRow> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += MAX_LIMIT) {
      all.addAll(rows(rows.subList(i, Math.min(i + MAX_LIMIT, rows.size())), null));
    }
    return all;
  }

  private List<TemplateRow> rows(List<DayTemplates.Row> rows, @Nullable Integer until) {
    List<Long> ids = rows.stream().map(DayTemplates.Row::businessId).toList();
    Map<Long, Template> templates = words.templates(ids);
    Map<Long, Map<Integer, long[]>> plots =
        until == null || ids.isEmpty() ? Map.of() : hours.get(new Hour(ids, until), this::read);
    return rows.stream()
        .map(
            row ->
                new TemplateRow(
                    String.valueOf(row.businessId()),
                    templates.get(row.businessId()),
                    Totals.of(row.funnel()),
                    lastHour(plots.get(row.businessId()))))
        .toList();
  }

  private Map<Long, Map<Integer, long[]>> read(Hour hour) {
    int from = Math.max(0, hour.until() - HOUR + 1);
    return sources.details().span(hour.businessIds(), PLOTTED, from, hour.until());
  }

  private static @Nullable LastHour lastHour(@Nullable Map<Integer, long[]> byState) {
    return byState == null
        ? null
        : new LastHour(
            padded(byState, PLOTTED.get(0)),
            padded(byState, PLOTTED.get(1)),
            padded(byState, PLOTTED.get(2)));
  }

  /** The day began less than an hour ago: what was before is 0. */
  private static long[] padded(Map<Integer, long[]> byState, int state) {
    long[] values = byState.getOrDefault(state, new long[0]);
    long[] hour = new long[HOUR];
    System.arraycopy(values, 0, hour, HOUR - values.length, values.length);
    return hour;
  }

  private record Hour(List<Long> businessIds, int until) {}
}
