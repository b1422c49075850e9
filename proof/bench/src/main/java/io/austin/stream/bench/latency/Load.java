package io.austin.stream.bench.latency;

import io.austin.stream.bench.subject.Companion;
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
  /** What Kafka's producer waits unless it is told otherwise, since 4.0 (KIP-1030). */
  private static final Duration LINGER = Duration.ofMillis(5);

  /**
   * A share of the job's throughput, and nobody else.
   *
   * @param length for how long it counts. It warms up half as long again: what was busy with a
   *     backlog compiles itself anew for another load, which on two cores fills them for half a
   *     minute, and a job that reads a stream is warm all day.
   */
  public static Load of(double share, Duration length) {
    return new Load(share, length.multipliedBy(3).dividedBy(2), LINGER, Companion.NOBODY);
  }
}
