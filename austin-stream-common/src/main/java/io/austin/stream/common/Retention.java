package io.austin.stream.common;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How long the views keep what they show: a message's trail 3 days, a template's totals 30 days
 * after the last write, a receiver's trail until the end of the day.
 */
public final class Retention {
  /** How long a message's trail stands after the last write. */
  public static final Duration MESSAGE_TRAIL = Duration.ofDays(3);

  /** How long a template's totals stand after the last write. */
  public static final Duration TEMPLATE_TOTALS = Duration.ofDays(30);

  /**
   * How long a template's minutes and distinct receivers, and how far the stream has come, stand
   * after the last write. A day's list of templates stands as long as their totals.
   */
  public static final Duration TEMPLATE_DETAILS = Duration.ofDays(3);

  private final Clock clock;

  private Retention(Clock clock) {
    this.clock = clock;
  }

  /** The rules by a clock, whose zone says when a day ends. */
  public static Retention by(Clock clock) {
    return new Retention(clock);
  }

  /** The zone that says when a day ends. */
  public ZoneId zone() {
    return clock.getZone();
  }

  /** The first moment of today, in milliseconds since the epoch: what is older is of no trail. */
  public long startOfToday() {
    return startOf(today());
  }

  /**
   * When the trail of a receiver expires whose newest event is this one: at the end of the event's
   * day, but never later than the end of tomorrow, whatever a producer's clock says.
   *
   * @param timestamp the event's time in milliseconds since the epoch
   * @return the first moment of the following day, in milliseconds since the epoch
   */
  public long receiverTrailExpiry(long timestamp) {
    LocalDate endOfTomorrow = today().plusDays(2);
    LocalDate endOfItsDay = dayOf(timestamp).plusDays(1);
    return startOf(endOfItsDay.isBefore(endOfTomorrow) ? endOfItsDay : endOfTomorrow);
  }

  private LocalDate today() {
    return dayOf(clock.millis());
  }

  private LocalDate dayOf(long timestamp) {
    return Instant.ofEpochMilli(timestamp).atZone(clock.getZone()).toLocalDate();
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
  }
}
