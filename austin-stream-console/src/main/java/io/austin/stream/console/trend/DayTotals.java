package io.austin.stream.console.trend;

import io.austin.stream.common.BusinessId;
import io.austin.stream.console.trace.Funnel;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** A day's totals as they were read. */
public final class DayTotals {
  private final LocalDate day;
  private final long readAt;
  private final boolean available;
  private final boolean truncated;
  private final int[] templates;
  private final Counts counts;

  private DayTotals(
      LocalDate day,
      long readAt,
      boolean available,
      boolean truncated,
      Map<Integer, Funnel> sorted) {
    this.day = day;
    this.readAt = readAt;
    this.available = available;
    this.truncated = truncated;
    templates = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
    counts = new Counts(templates.length);
    int index = 0;
    for (Funnel funnel : sorted.values()) {
      counts.set(index++, funnel);
    }
  }

  /** A day whose list of templates is not there: nothing was sent, or nobody has written it. */
  static DayTotals none(LocalDate day, long readAt) {
    return new DayTotals(day, readAt, false, false, Map.of());
  }

  /**
   * What was read of a day; business ids that say another day, which others wrote, are left out.
   */
  static DayTotals of(
      LocalDate day, long readAt, boolean truncated, Map<Long, Funnel> byBusinessId) {
    Map<Integer, Funnel> sorted = new TreeMap<>();
    byBusinessId.forEach(
        (id, funnel) ->
            BusinessId.parse(id)
                .filter(parts -> parts.getDay().equals(day))
                .ifPresent(parts -> sorted.put(TypedTemplate.of(parts), funnel)));
    return new DayTotals(day, readAt, true, truncated, sorted);
  }

  /** Which day it is. */
  public LocalDate day() {
    return day;
  }

  /** When reading it began, in epoch milliseconds: what came later may be missing. */
  public long readAt() {
    return readAt;
  }

  /** Whether the day's list of templates is there. */
  public boolean isAvailable() {
    return available;
  }

  /** Whether there are more templates than are read. */
  public boolean isTruncated() {
    return truncated;
  }

  /** The day's templates in order, as {@link TypedTemplate} says them. */
  int[] templates() {
    return templates;
  }

  /** What is counted of each of them. */
  Counts counts() {
    return counts;
  }
}
