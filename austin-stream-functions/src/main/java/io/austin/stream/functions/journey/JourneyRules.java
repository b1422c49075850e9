package io.austin.stream.functions.journey;

import io.austin.stream.functions.journey.Outcome.Kind;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * When a journey is stuck, and when it ends; pure functions of its steps.
 *
 * @param stuckAfter how long a message may be in progress
 * @param heldUntil at what time of the day a message that was held for the night should have been
 *     sent
 * @param zone the zone of that time
 * @param keep how long a journey without a result is kept
 */
public record JourneyRules(Duration stuckAfter, LocalTime heldUntil, ZoneId zone, Duration keep)
    implements Serializable {
  /** How long a journey is kept after its result: for steps that are late, and for clicks. */
  public static final Duration KEPT_AFTER_RESULT = Duration.ofHours(1);

  /**
   * From when on the journey is stuck unless a further step comes, in milliseconds since the epoch;
   * empty where it has a result.
   */
  public OptionalLong stuckFrom(Journey journey) {
    Kind kind = journey.outcome().kind();
    if (kind == Kind.HELD) {
      return OptionalLong.of(dueAfter(Objects.requireNonNull(journey.lastHold()).time()));
    }
    if (kind == Kind.IN_PROGRESS) {
      long takenIn = Objects.requireNonNull(journey.takenInLast()).time();
      return OptionalLong.of(later(takenIn, stuckAfter));
    }
    return OptionalLong.empty();
  }

  /**
   * From when on a journey that stands so is stuck, or was until the channel answered; {@link
   * Standing#NEVER} where it was not. The fold alone cannot say: it may have read the answer before
   * the clock came to that time.
   */
  public long stuckFrom(Standing standing) {
    if (standing.isStuck()) {
      return standing.outcome() == Kind.HELD
          ? dueAfter(standing.decidedAt())
          : later(standing.stuckSince(), stuckAfter);
    }
    Latency latency = standing.latency();
    return latency != null && latency.millis() > stuckAfter.toMillis()
        ? later(latency.from(), stuckAfter)
        : Standing.NEVER;
  }

  /** The first {@link #heldUntil} after a moment, both in milliseconds since the epoch. */
  private long dueAfter(long hold) {
    if (later(hold, Duration.ofDays(2)) == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    ZonedDateTime held = Instant.ofEpochMilli(hold).atZone(zone);
    ZonedDateTime due = held.with(heldUntil);
    return (due.isAfter(held) ? due : due.toLocalDate().plusDays(1).atTime(heldUntil).atZone(zone))
        .toInstant()
        .toEpochMilli();
  }

  /** When the journey ends unless a further step comes, in milliseconds since the epoch. */
  public long endsAt(Journey journey) {
    Duration kept = journey.outcome().kind().isResult() ? KEPT_AFTER_RESULT : keep;
    return later(journey.newest(), kept);
  }

  /** A time that is so much later; the end of time where a producer's clock is near it. */
  static long later(long time, Duration by) {
    return time > Long.MAX_VALUE - by.toMillis() ? Long.MAX_VALUE : time + by.toMillis();
  }
}
