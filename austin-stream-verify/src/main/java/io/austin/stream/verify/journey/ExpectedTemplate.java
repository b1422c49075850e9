package io.austin.stream.verify.journey;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a template's journeys must say at a moment. */
final class ExpectedTemplate {
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long HOUR = Duration.ofHours(1).toMillis();

  final Range outcomes = new Range();
  final Range stuck = new Range();
  final Range hours = new Range();
  final Range minutes = new Range();

  /** Who must be, and who else may be, an example; by name. */
  final Map<String, Long> slow = new HashMap<>();

  final Map<String, Long> stuckSince = new HashMap<>();
  final TreeSet<String> perhaps = new TreeSet<>();

  /** How many journeys may ever have been stuck since a minute. */
  final TreeMap<Long, Integer> everInMinute = new TreeMap<>();

  private final TreeSet<Long> activeHours = new TreeSet<>();

  /** Something was told of the template. */
  void active(long at) {
    activeHours.add(hour(at));
  }

  /** The same of many hours since the epoch. */
  void activeIn(Set<Long> hours) {
    activeHours.addAll(hours);
  }

  /** The hour since the epoch of a time in milliseconds. */
  static long hour(long at) {
    return Math.floorDiv(at, HOUR);
  }

  /**
   * Whether all that was ever counted is still shown: nothing was told for longer than it is kept,
   * neither before nor now.
   */
  boolean isShown(long clock, Duration keep) {
    long bearable = keep.toHours() - 2;
    long before = activeHours.first();
    for (long hour : activeHours) {
      if (hour - before > bearable) {
        return false;
      }
      before = hour;
    }
    return hour(clock) - before <= bearable;
  }

  /** Whether a key that does not change with every step may have expired. */
  boolean mayHaveExpired(long clock, Duration keep) {
    return activeHours.first() * HOUR + keep.toMillis() - 2 * HOUR <= clock;
  }
}
