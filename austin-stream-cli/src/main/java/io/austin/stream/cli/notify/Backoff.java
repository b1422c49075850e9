package io.austin.stream.cli.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before something is tried again: twice as long each time, within a bound. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 9;

  private Backoff() {}

  /**
   * The wait, at random from half of it on, so that what failed together does not come together.
   *
   * @param attempts how often it was tried, at least once
   * @param atLeast how long it must be
   */
  static Duration after(int attempts, Duration atLeast, RandomGenerator random) {
    long full = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempts - 1, DOUBLINGS));
    return Duration.ofMillis(random.nextLong(full / 2, full + 1)).plus(atLeast);
  }
}
