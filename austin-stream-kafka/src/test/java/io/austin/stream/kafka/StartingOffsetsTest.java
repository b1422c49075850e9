package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StartingOffsetsTest {
  private static final TopicPartition PARTITION = new TopicPartition("austinLog", 0);
  private static final Instant TIME = Instant.parse("2022-12-24T06:54:29Z");
  private static final long END = 100;
  private static final long AT_TIME = 40;
  private static final long COMMITTED = 70;

  @ParameterizedTest
  @MethodSource("all")
  void anExpiredOffsetNeverMeansTheEnd(StartingOffsets start) {
    assertThat(start.getAutoOffsetResetStrategy()).hasToString("earliest");
  }

  @ParameterizedTest
  @MethodSource("all")
  void travelsWithTheJob(StartingOffsets start) throws Exception {
    assertThat(InstantiationUtil.<StartingOffsets>clone(start)).isNotNull();
  }

  private static List<StartingOffsets> all() {
    return List.of(
        StartingOffsets.earliest(),
        StartingOffsets.latest(),
        StartingOffsets.committed(),
        StartingOffsets.since(TIME));
  }

  @Test
  void latestIsTheEndAtTheStartAndStaysThere() {
    assertThat(offsets(StartingOffsets.latest())).isEqualTo(Map.of(PARTITION, END));
  }

  @Test
  void aTimeIsTheFirstOffsetFromThenOn() {
    assertThat(offsets(StartingOffsets.since(TIME))).isEqualTo(Map.of(PARTITION, AT_TIME));
  }

  @Test
  void committedIsTheGroupsOffsetAndTheBeginningWhereThereIsNone() {
    TopicPartition unread = new TopicPartition("austinLog", 1);

    assertThat(
            StartingOffsets.committed()
                .getPartitionOffsets(List.of(PARTITION, unread), new Kafka()))
        .isEqualTo(Map.of(PARTITION, COMMITTED, unread, KafkaPartitionSplit.EARLIEST_OFFSET));
  }

  private static Map<TopicPartition, Long> offsets(StartingOffsets start) {
    return start.getPartitionOffsets(List.of(PARTITION), new Kafka());
  }

  /** One partition, whose end and whose offset at a time are known. */
  private static final class Kafka implements PartitionOffsetsRetriever {
    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return partitions.contains(PARTITION) ? Map.of(PARTITION, COMMITTED) : Map.of();
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return partitions.stream().collect(Collectors.toMap(partition -> partition, p -> END));
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return Map.of();
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      return times.entrySet().stream()
          .filter(entry -> entry.getValue() == TIME.toEpochMilli())
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, entry -> new OffsetAndTimestamp(AT_TIME, entry.getValue())));
    }
  }
}
