package io.austin.stream.local.bench.latency;

/**
 * What a job is given to do.
 *
 * @param share of its own throughput, above 0
 * @param companion who else is there
 */
public record Load(double share, Companion companion) {
  /** A share of the job's throughput, and nobody else. */
  public static Load of(double share) {
    return new Load(share, Companion.NOBODY);
  }
}
