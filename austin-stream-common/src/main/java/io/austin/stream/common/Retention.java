package io.austin.stream.common;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How long the views keep what they show: unless an option says otherwise a message's trail 3 days,
 * a template's totals 30 days after the last write; a receiver's trail until the end of the day.
 */
public final class Retention {
  /**
   * How long a message's trail stands after the last write, and the list of a caller's messages, by
   * default.
   */
  public static final Duration MESSAGE_TRAIL = Duration.ofDays(3);

  /** How long a template's totals stand after the last write, by default. */
  public static final Duration TEMPLATE_TOTALS = Duration.ofDays(30);

  /**
   * How long a template's minutes and distinct receivers, and how far the stream has come, stand
   * after the last write, whatever the options say. A day's list of templates stands as long as
   * their totals.
   */
  public static final Duration TEMPLATE_DETAILS = Duration.ofDays(3);

  private final Clock clock;
  private final Duration messageTrail;
  private final Duration templateTotals;
  private volatile Day day = new Day(0, 0, 0);

  private Retention(Clock clock, Duration messageTrail, Duration templateTotals) {
    this.clock = clock;
    this.messageTrail = messageTrail;
    this.templateTotals = templateTotals;
  }

  /** The rules by a clock, whose zone says when a day ends, with the defaults. */
  public static Retention by(Clock clock) {
    return new Retention(clock, MESSAGE_TRAIL, TEMPLATE_TOTALS);
  }

  /** The same clock, with other times; positive. */
  public Retention keeping(Duration messageTrail, Duration templateTotals) {
    return new Retention(clock, messageTrail, templateTotals);
  }

  /** How long a message's trail stands after the last write. */
  public Duration messageTrail() {
    return messageTrail;
  }

  /** How long a template's totals, and a day's list of templates, stand after the last write. */
  public Duration templateTotals() {
    return templateTotals;
  }

  /** The zone that says when a day ends. */
  public ZoneId zone() {
    return clock.getZone();
  }

  /** The first moment of today, in milliseconds since the epoch: what is older is of no trail. */
  public long startOfToday() {
    return today().start;
  }

  /**
   * When the trail of a receiver expires whose newest event is this one: at the end of the event's
   * day, but never later than the end of tomorrow, whatever a producer's clock says.
   *
   * @param timestamp the event's time in milliseconds since the epoch
   * @return the first moment of the following day, in milliseconds since the epoch
   */
  public long receiverTrailExpiry(long timestamp) {
    Day today = today();
    if (timestamp >= today.end) {
      return today.endOfTomorrow;
    }
    return timestamp >= today.start ? today.end : startOf(dayOf(timestamp).plusDays(1));
  }

  /** Asked for with every event, and the same for a whole day. */
  private Day today() {
    long now = clock.millis();
    Day known = day;
    if (now < known.start || now >= known.end) {
      LocalDate today = dayOf(now);
      known = new Day(startOf(today), startOf(today.plusDays(1)), startOf(today.plusDays(2)));
      day = known;
    }
    return known;
  }

  private LocalDate dayOf(long timestamp) {
    return Instant.ofEpochMilli(timestamp).atZone(clock.getZone()).toLocalDate();
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
  }

  /** A day and the one after, in milliseconds since the epoch. */
  private static final class Day {
    private final long start;
    private final long end;
    private final long endOfTomorrow;

    private Day(long start, long end, long endOfTomorrow) {
      this.start = start;
      this.end = end;
      this.endOfTomorrow = endOfTomorrow;
    }
  }
}
