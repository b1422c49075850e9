package io.austin.stream.functions.redis.views;

import io.austin.stream.common.BusinessId;
import io.austin.stream.common.TraceKeys;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of each business id, worked out once and not with every event. */
final class Templates {
  /** More are a sign of made-up business ids, for which memory would soon run out. */
  private static final int MAX_KNOWN = 10_000;

  private final TraceKeys keys;
  private final ZoneId zone;
  private final Map<Long, Template> known = new HashMap<>();

  /** The templates in a zone, which says when their day begins. */
  Templates(TraceKeys keys, ZoneId zone) {
    this.keys = keys;
    this.zone = zone;
  }

  Template of(long businessId) {
    Template template = known.get(businessId);
    if (template == null) {
      if (known.size() == MAX_KNOWN) {
        known.clear();
      }
      template = create(businessId);
      known.put(businessId, template);
    }
    return template;
  }

  private Template create(long businessId) {
    DayOfTemplate day =
        BusinessId.parse(businessId).map(id -> dayOf(businessId, id.getDay())).orElse(null);
    return new Template(keys.templateTotals(businessId), day);
  }

  private DayOfTemplate dayOf(long businessId, LocalDate day) {
    return new DayOfTemplate(
        Long.toString(businessId),
        keys.templatesOf(day),
        keys.templateMinutes(businessId),
        day.atStartOfDay(zone).toInstant().toEpochMilli(),
        day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
  }

  /**
   * The keys of one business id.
   *
   * @param totals the hash of its receivers by state
   * @param day the day that it says; {@code null} where it says none
   */
  record Template(String totals, @Nullable DayOfTemplate day) {}

  /**
   * A template on its day.
   *
   * @param businessId in decimal digits
   * @param templates the sorted set of the day's business ids
   * @param minutes the hash of its receivers by minute and state
   * @param start the day's first moment, in milliseconds since the epoch
   * @param end the first moment that is not the day's any more
   */
  record DayOfTemplate(String businessId, String templates, String minutes, long start, long end) {}
}
