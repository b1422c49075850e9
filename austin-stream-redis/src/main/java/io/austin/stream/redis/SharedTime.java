package io.austin.stream.redis;

import java.time.Duration;

/**
 * The time that several nodes share which are asked one after the other: each may take as long as a
 * node may, but no longer than its part of what all have left.
 */
final class SharedTime {
  private final Duration timeout;
  private final long end;
  private int nodes;

  /**
   * Begins now.
   *
   * @param timeout how long one of them may take
   * @param within how long all may take
   */
  SharedTime(Duration timeout, Duration within, int nodes) {
    this.timeout = timeout;
    this.end = System.nanoTime() + within.toNanos();
    this.nodes = nodes;
  }

  /** How long the next of them may take; never nothing, which would mean for ever. */
  Duration next() {
    long part = (end - System.nanoTime()) / Math.max(nodes--, 1);
    return Duration.ofMillis(Math.max(1, Math.min(timeout.toMillis(), part / 1_000_000)));
  }
}
