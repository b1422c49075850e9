package io.austin.stream.common;

/**
 * Logarithmic buckets for latencies: whatever lies in one is told by its middle to within {@value
 * #PERCENT} %. Counts by bucket are merged by adding them up, and from them come percentiles.
 */
public final class LatencyBuckets {
  /** The relative error. */
  public static final int PERCENT = 2;

  /** Latencies of no millisecond. */
  public static final int ZERO = -1;

  /** Latencies below zero, which are counted and not measured. */
  public static final int NEGATIVE = -2;

  private static final double GROWTH = (100.0 + PERCENT) / (100.0 - PERCENT);
  private static final double LOG_GROWTH = Math.log(GROWTH);

  private LatencyBuckets() {}

  /** The bucket of a latency in milliseconds: of 1 ms it is 0. */
  public static int of(long millis) {
    if (millis <= 0) {
      return millis == 0 ? ZERO : NEGATIVE;
    }
    return (int) Math.ceil(Math.log(millis) / LOG_GROWTH);
  }

  /** What stands for the latencies of a bucket, in milliseconds; those below zero have nothing. */
  public static double millis(int bucket) {
    if (bucket < 0) {
      return 0;
    }
    return 2 * Math.pow(GROWTH, bucket) / (GROWTH + 1);
  }
}
