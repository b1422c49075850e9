package io.austin.stream.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a partition is read from first; where an offset has expired in the meantime, reading goes
 * on at the earliest there is. Flink's own initializers would jump to the end, or fail, for some of
 * the starting points.
 */
@SuppressWarnings("deprecation") // Flink's interface is made with OffsetResetStrategy
public final class StartingOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final OffsetsInitializer first;

  private StartingOffsets(OffsetsInitializer first) {
    this.first = first;
  }

  /** From the oldest record that Kafka still holds. */
  public static StartingOffsets earliest() {
    return new StartingOffsets(OffsetsInitializer.earliest());
  }

  /** From behind the newest record at the time of the start. */
  public static StartingOffsets latest() {
    return new StartingOffsets(new EndOffsets());
  }

  /** From where the group has committed; a partition without it: from the oldest record. */
  public static StartingOffsets committed() {
    return new StartingOffsets(new CommittedOffsets());
  }

  /** From the first record of a time or later. */
  public static StartingOffsets since(Instant time) {
    return new StartingOffsets(OffsetsInitializer.timestamp(time.toEpochMilli()));
  }

  /** From these offsets on; a partition without one: from the oldest record. */
  public static StartingOffsets at(Map<TopicPartition, Long> offsets) {
    return new StartingOffsets(new GivenOffsets(new HashMap<>(offsets)));
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
    return first.getPartitionOffsets(partitions, offsets);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }

  /**
   * The group's offsets as they are at the start of the job, and the beginning where it has none.
   * Flink's {@code committedOffsets()} has each reader look for them itself, and nobody hears of
   * offsets that have expired.
   */
  private static final class CommittedOffsets implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
        Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      partitions.forEach(it -> starts.put(it, KafkaPartitionSplit.EARLIEST_OFFSET));
      starts.putAll(offsets.committedOffsets(partitions));
      return starts;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
      return OffsetResetStrategy.EARLIEST;
    }
  }

  /**
   * The end as it is at the start of the job. Flink's {@code latest()} has each reader look for the
   * end itself, and look again after a failure before the first record: what came between is lost.
   */
  private static final class EndOffsets implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
        Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
      return offsets.endOffsets(partitions);
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
      return OffsetResetStrategy.EARLIEST;
    }
  }

  /** Flink's own asks the group where a partition has none, which may be ahead of who gave them. */
  private record GivenOffsets(HashMap<TopicPartition, Long> offsets) implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
        Collection<TopicPartition> partitions, PartitionOffsetsRetriever asked) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      partitions.forEach(
          it -> starts.put(it, offsets.getOrDefault(it, KafkaPartitionSplit.EARLIEST_OFFSET)));
      return starts;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
      return OffsetResetStrategy.EARLIEST;
    }
  }
}
