package io.austin.stream.console.api;

import io.austin.stream.common.BusinessId;
import io.austin.stream.console.redis.DayReader;
import io.austin.stream.console.trace.BriefCache;
import io.austin.stream.console.trace.Funnel;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The templates of a day with their totals, as many readers look at them. */
final class DayTemplates {
  private static final Duration KEEP = Duration.ofSeconds(1);
  private static final int MAX_DAYS = 8;

  private final Sources sources;
  private final BriefCache<LocalDate, Day> days = new BriefCache<>(KEEP, MAX_DAYS);

  DayTemplates(Sources sources) {
    this.sources = sources;
  }

  Day of(LocalDate day) {
    return days.get(day, this::read);
  }

  private Day read(LocalDate day) {
    Optional<DayReader.Day> list = sources.days().read(day);
    List<Row> rows = new ArrayList<>();
    list.ifPresent(
        found -> {
          Map<Long, Map<String, Long>> outcomes = sources.journeys().outcomes(found.businessIds());
          sources
              .totals()
              .read(found.businessIds())
              .forEach(
                  (id, totals) ->
                      rows.add(
                          Row.of(id, Funnel.of(totals).orOf(outcomes.getOrDefault(id, Map.of())))));
        });
    return new Day(list.isPresent(), list.map(DayReader.Day::truncated).orElse(false), rows);
  }

  /**
   * A day's templates.
   *
   * @param available whether the day's list is there
   * @param truncated whether there are more
   */
  record Day(boolean available, boolean truncated, List<Row> rows) {}

  /**
   * A template of a day.
   *
   * @param templateId {@code null} where the business id is of another form
   */
  record Row(long businessId, @Nullable Long templateId, Funnel funnel) {
    static Row of(long businessId, Funnel funnel) {
      Long templateId = BusinessId.parse(businessId).map(BusinessId::getTemplateId).orElse(null);
      return new Row(businessId, templateId, funnel);
    }
  }
}
