package io.austin.stream.local.bench.latency;

import java.time.Duration;

/**
 * What a job is given to do.
 *
 * @param share of its own throughput, above 0
 * @param warmUp how long it gets that before anything counts
 * @param linger how long the producer waits for events to send together
 * @param companion who else is there
 */
public record Load(double share, Duration warmUp, Duration linger, Companion companion) {
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** At full rate requests of a few events each would take the broker's core from the job. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /** A share of the job's throughput, and nobody else. */
  public static Load of(double share) {
    return new Load(share, SHORT, AT_ONCE, Companion.NOBODY);
  }
}
