package io.austin.stream.bench.result;

import java.util.List;

/**
 * From an event's production to its being visible in Redis.
 *
 * @param machine where it was measured
 * @param levels a distribution for each workload and load
 */
public record Latency(Machine machine, List<Level> levels) implements Result {

  @Override
  public boolean isExact() {
    return levels.stream().allMatch(level -> level.differences() == 0);
  }

  /**
   * One load.
   *
   * @param workload what was produced
   * @param throughput what the same job had just done at full load beside a producer, in events a
   *     second
   * @param load the share of that
   * @param perSecond the rate that follows from it
   * @param appliedPerSecond the rate at which events came to stand in Redis, from the first one
   *     looked for to the last
   * @param seconds for how long
   * @param producerLateMillis how far the producer was behind its schedule at worst; it is part of
   *     the latencies, which count from the intended time
   * @param latency the distribution
   * @param differences how many keys differed from the reference model in the end
   */
  public record Level(
      String workload,
      double throughput,
      double load,
      double perSecond,
      double appliedPerSecond,
      double seconds,
      double producerLateMillis,
      Distribution latency,
      long differences) {}
}
