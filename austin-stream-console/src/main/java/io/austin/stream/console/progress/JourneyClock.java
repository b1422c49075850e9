package io.austin.stream.console.progress;

import io.austin.stream.console.redis.JourneyReader.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far journeys are known at a moment, by what the job that follows them says. Nobody else can
 * tell that nothing is stuck.
 *
 * @param verdict how that is
 * @param clock up to when the topic is read, in epoch milliseconds; empty where none says so
 * @param written when the job said so, in epoch milliseconds by its own clock
 * @param saidAgo how long ago the job said something last, in milliseconds; by Redis' clock where
 *     that is known
 */
public record JourneyClock(
    Verdict verdict, Optional<Long> clock, Optional<Long> written, Optional<Long> saidAgo) {
  /** It says how far it is every second, and at each checkpoint. */
  private static final long PATIENCE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** Within which an attempt of the job has told all templates again. */
  private static final long TOLD_WITHIN_MILLIS = Duration.ofSeconds(15).toMillis();

  private static final JourneyClock NO_JOB =
      new JourneyClock(Verdict.NO_JOB, Optional.empty(), Optional.empty(), Optional.empty());

  /** How the job is that follows journeys, the worst first. */
  public enum Verdict {
    /** None has said anything for as long as that is kept. */
    NO_JOB,
    /** It has begun, and has not yet told everything again. */
    STARTING,
    /** It has said nothing for a minute. */
    NOT_REPORTING,
    /** It works off a backlog, or a partition cannot be read. */
    BEHIND,
    /**
     * Its clock is more than a minute ahead of Redis', or that is as much behind the console's, so
     * that nobody knows how old its word is.
     */
    CLOCK_DIFFERS,
    LIVE;

    /** Whether what is not shown as stuck is not stuck. */
    public boolean vouches() {
      return this == LIVE;
    }

    /** Whether there is something to be shown. */
    public boolean tells() {
      return this != NO_JOB && this != STARTING;
    }

    /** As the API calls it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How far journeys are known.
   *
   * @param now the console's clock in epoch milliseconds, where Redis does not tell its own
   */
  public static JourneyClock of(Progress told, long now) {
    if (told.begun().isEmpty() && told.written().isEmpty()) {
      return NO_JOB;
    }
    long redisNow = told.redisAt().orElse(now);
    long saidLast = Math.max(told.written().orElse(0L), told.begun().orElse(0L));
    return new JourneyClock(
        verdict(told, saidLast, redisNow, now),
        told.clock(),
        told.written(),
        Optional.of(redisNow - saidLast));
  }

  private static Verdict verdict(Progress told, long saidLast, long redisNow, long now) {
    if (redisNow - saidLast > PATIENCE_MILLIS) {
      return Verdict.NOT_REPORTING;
    }
    long written = told.written().orElse(0L);
    if (written < told.begun().orElse(0L) + TOLD_WITHIN_MILLIS) {
      return Verdict.STARTING;
    }
    boolean setBack = now - saidLast > PATIENCE_MILLIS && now - redisNow > PATIENCE_MILLIS;
    if (saidLast - redisNow > PATIENCE_MILLIS || setBack) {
      return Verdict.CLOCK_DIFFERS;
    }
    boolean current = told.clock().filter(clock -> written - clock <= PATIENCE_MILLIS).isPresent();
    return current ? Verdict.LIVE : Verdict.BEHIND;
  }
}
