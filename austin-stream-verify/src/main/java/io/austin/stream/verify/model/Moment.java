package io.austin.stream.verify.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a comparison happens, and what has expired by then.
 *
 * @param zone where a day ends
 * @param now the time
 * @param since before when nothing was written; {@code null} where that is not known
 */
record Moment(ZoneId zone, Instant now, @Nullable Instant since) {

  LocalDate today() {
    return dayOf(now.toEpochMilli());
  }

  /** Whether the event's day is over: its receivers' trails need not show it. */
  boolean isOfFinishedDay(FoldedEvent event) {
    return dayOf(event.time()).isBefore(today());
  }

  /** Whether a view that stands that long after the last write may have expired. */
  boolean mayHaveExpired(Iterable<FoldedEvent> events, Duration retention) {
    for (FoldedEvent event : events) {
      boolean stands =
          event.recordTimestamp() < 0
              || event.recordTimestamp() + retention.toMillis() > now.toEpochMilli();
      if (stands) {
        return false;
      }
    }
    return true;
  }

  /** Whether a view that stands that long after the last write may have expired. */
  boolean mayHaveExpired(long newestRecord, Duration retention) {
    return newestRecord <= now.toEpochMilli() - retention.toMillis();
  }

  /**
   * When a receiver's trail with these events may expire: at the end of the newest one's day, but
   * no later than the end of the day after it was written; it may have been written on any day of
   * the run.
   */
  Set<Long> receiverTrailExpiries(Iterable<FoldedEvent> events) {
    LocalDate newest = LocalDate.MIN;
    for (FoldedEvent event : events) {
      LocalDate day = dayOf(event.time());
      newest = day.isAfter(newest) ? day : newest;
    }
    Set<Long> expiries = new TreeSet<>();
    LocalDate first = since == null ? today() : dayOf(since.toEpochMilli());
    for (LocalDate day = first; !day.isAfter(today()); day = day.plusDays(1)) {
      LocalDate tomorrow = day.plusDays(1);
      expiries.add(endOf(newest.isBefore(tomorrow) ? newest : tomorrow));
    }
    return expiries;
  }

  long endOfTomorrow() {
    return endOf(today().plusDays(1));
  }

  private LocalDate dayOf(long timestamp) {
    return Instant.ofEpochMilli(timestamp).atZone(zone).toLocalDate();
  }

  private long endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
