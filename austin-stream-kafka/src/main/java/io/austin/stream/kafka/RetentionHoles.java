package io.austin.stream.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what retention removed before it was read, counts it and names it. Offsets have gaps where
 * nothing is missing, as transactions leave them; a gap is a hole as far as the partition begins
 * beyond it.
 */
final class RetentionHoles {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionHoles.class);

  /** Transactions leave a gap each: Kafka is not asked for every one. */
  private static final long ASKING_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TopicCatalog catalog;
  private final Counter offsets;
  private final LongSupplier nanoTime;
  private final Map<TopicPartition, Long> starts = new HashMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private long asked;

  /**
   * No hole yet.
   *
   * @param offsets counts the offsets in holes
   * @param nanoTime the time, as {@link System#nanoTime}
   */
  RetentionHoles(TopicCatalog catalog, Counter offsets, LongSupplier nanoTime) {
    this.catalog = catalog;
    this.offsets = offsets;
    this.nanoTime = nanoTime;
    this.asked = nanoTime.getAsLong() - ASKING_INTERVAL_NANOS;
  }

  private record Gap(TopicPartition partition, long from, long to) {}

  /** Reading goes on at these offsets, or behind them where they are gone. */
  void goOnAt(Map<TopicPartition, Long> positions) throws IOException {
    starts.putAll(positions);
    positions.forEach((partition, offset) -> gaps.add(new Gap(partition, offset, Long.MAX_VALUE)));
    settle();
  }

  /**
   * The next record of a partition that may not follow on where reading stood.
   *
   * @param position where it stood; {@link MarkedRecord#UNKNOWN} at the partition's first record
   */
  void next(TopicPartition partition, long position, long offset) throws IOException {
    Long start = starts.remove(partition);
    long expected = position == MarkedRecord.UNKNOWN && start != null ? start : position;
    if (expected != MarkedRecord.UNKNOWN && offset > expected) {
      gaps.add(new Gap(partition, expected, offset));
      if (nanoTime.getAsLong() - asked >= ASKING_INTERVAL_NANOS) {
        settle();
      }
    }
  }

  /** Asks Kafka which of the gaps since the last time are holes. */
  void settle() throws IOException {
    if (gaps.isEmpty()) {
      return;
    }
    Set<TopicPartition> partitions = new HashSet<>();
    gaps.forEach(gap -> partitions.add(gap.partition));
    Map<TopicPartition, Long> earliest = catalog.earliest(partitions);
    asked = nanoTime.getAsLong();
    for (Gap gap : gaps) {
      long to = Math.min(gap.to, earliest.getOrDefault(gap.partition, 0L));
      if (to > gap.from) {
        hole(gap.partition, gap.from, to);
      }
    }
    gaps.clear();
  }

  private void hole(TopicPartition partition, long from, long to) {
    starts.computeIfPresent(partition, (known, start) -> Math.max(start, to));
    offsets.inc(to - from);
    LOG.error(
        "Kafka no longer holds offsets {} to {} of {}, where reading was to go on: the views lack"
            + " what no earlier attempt has written of them; reading goes on at offset {}",
        from,
        to - 1,
        partition,
        to);
  }
}
