package io.austin.stream.console.trace;

import io.austin.stream.common.LatencyBuckets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How latencies are distributed, in the buckets in which they are counted; several are merged by
 * adding them up. What took less than nothing is counted, and not measured.
 */
public final class Distribution {
  private final TreeMap<Integer, Long> counts = new TreeMap<>();

  /** Counts more of a bucket. */
  public void add(int bucket, long count) {
    counts.merge(bucket, count, Long::sum);
  }

  /** Counts all of another. */
  public void add(Distribution other) {
    other.counts.forEach(this::add);
  }

  /** How many are measured. */
  public long count() {
    return measured().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many took less than nothing, since clocks disagree. */
  public long negative() {
    return counts.getOrDefault(LatencyBuckets.NEGATIVE, 0L);
  }

  /**
   * What so many of a hundred took at most, in milliseconds, to within {@value
   * LatencyBuckets#PERCENT} %; empty where none is measured.
   */
  public OptionalLong percentile(int percent) {
    long rank = Math.max(1, (count() * percent + 99) / 100);
    long passed = 0;
    for (Map.Entry<Integer, Long> bucket : measured().entrySet()) {
      passed += bucket.getValue();
      if (passed >= rank) {
        return OptionalLong.of(Math.round(LatencyBuckets.millis(bucket.getKey())));
      }
    }
    return OptionalLong.empty();
  }

  /** Which part took no longer, by whole buckets; empty where none is measured. */
  public OptionalDouble within(long millis) {
    long all = count();
    long within =
        measured().headMap(LatencyBuckets.of(millis), true).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) within / all);
  }

  private NavigableMap<Integer, Long> measured() {
    return counts.tailMap(LatencyBuckets.ZERO, true);
  }
}
