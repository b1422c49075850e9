package io.austin.stream.torture;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * Where a round's receivers are, and when a day ends there. A day that is to end during the round
 * ends in a zone whose midnight is near.
 *
 * @param zone the zone
 * @param midnight the next end of a day in it
 */
record RoundZone(ZoneId zone, Instant midnight) {
  private static final ZoneId ANY = ZoneId.of("Asia/Shanghai");
  private static final Duration SOONEST = Duration.ofSeconds(25);
  private static final int SPREAD_SECONDS = 15;
  private static final int DAY_SECONDS = (int) Duration.ofDays(1).toSeconds();

  /** A zone that was chosen for nothing. */
  static RoundZone any(Instant now) {
    Instant midnight = now.atZone(ANY).toLocalDate().plusDays(1).atStartOfDay(ANY).toInstant();
    return new RoundZone(ANY, midnight);
  }

  /** A zone in which a day ends within the minute. */
  static RoundZone withMidnightNear(Instant now, Random random) {
    Instant midnight =
        now.truncatedTo(ChronoUnit.SECONDS)
            .plus(SOONEST)
            .plusSeconds(random.nextInt(SPREAD_SECONDS));
    int late = (int) Math.floorMod(midnight.getEpochSecond(), (long) DAY_SECONDS);
    int offset = late > DAY_SECONDS / 2 ? DAY_SECONDS - late : -late;
    return new RoundZone(ZoneOffset.ofTotalSeconds(offset), midnight);
  }
}
