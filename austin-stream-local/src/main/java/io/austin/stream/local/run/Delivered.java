package io.austin.stream.local.run;

import java.time.Duration;

/**
 * Records that were produced, all of them applied.
 *
 * @param records how many Kafka acknowledged
 * @param refused how many were larger than Kafka takes
 * @param elapsed from the first record to the checkpoint that covers the last one
 */
public record Delivered(long records, long refused, Duration elapsed) {

  /** How many seconds it took. */
  public double seconds() {
    return Math.max(1, elapsed.toMillis()) / 1000.0;
  }

  /** How many records were delivered in a second. */
  public double perSecond() {
    return records / seconds();
  }
}
