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
  /** At full rate requests of a few events each would take the broker's core from the job. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /**
   * A share of the job's throughput, and nobody else.
   *
   * @param length for how long it counts. It warms up half as long again: what was busy with a
   *     backlog compiles itself anew for another load, which on two cores fills them for half a
   *     minute, and a job that reads a stream is warm all day.
   */
  public static Load of(double share, Duration length) {
    return new Load(share, length.multipliedBy(3).dividedBy(2), AT_ONCE, Companion.NOBODY);
  }
}
