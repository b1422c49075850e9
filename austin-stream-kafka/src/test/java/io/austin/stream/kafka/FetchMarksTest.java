package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FetchMarksTest {
  private static final TopicPartition PARTITION = new TopicPartition("austinLog", 3);
  private static final ClusterResource CLUSTER = new ClusterResource("cluster");

  private final FetchMarks marks = new FetchMarks();

  @Test
  void theFirstRecordOfAPartitionIsMarked() {
    marks.onUpdate(CLUSTER);

    List<ConsumerRecord<byte[], byte[]>> polled = poll(100, 102);

    assertThat(FetchMark.of(polled.get(0))).extracting(FetchMark::position).isEqualTo(-1L);
    assertThat(FetchMark.of(polled.get(1))).isNull();
  }

  @Test
  void whatFollowsOnIsNot() {
    poll(100, 102);

    assertThat(FetchMark.of(poll(102, 103).get(0))).isNull();
  }

  @Test
  void whatDoesNotFollowOnTellsWhereTheConsumerStood() {
    poll(100, 102);

    assertThat(FetchMark.of(poll(150, 151).get(0))).extracting(FetchMark::position).isEqualTo(102L);
  }

  @Test
  void afterAnUpdateTheNextRecordIsMarkedOnce() {
    marks.onUpdate(CLUSTER);
    long before = FetchMark.of(poll(100, 102).get(0)).metadataUpdate();
    marks.onUpdate(CLUSTER);

    assertThat(FetchMark.of(poll(102, 103).get(0)))
        .extracting(FetchMark::metadataUpdate)
        .isNotEqualTo(before);
    assertThat(FetchMark.of(poll(103, 104).get(0))).isNull();
  }

  @Test
  void aLaterConsumersUpdatesAreLater() {
    marks.onUpdate(CLUSTER);
    long first = FetchMark.of(poll(100, 102).get(0)).metadataUpdate();
    FetchMarks later = new FetchMarks();
    later.onUpdate(CLUSTER);

    assertThat(FetchMark.of(poll(later, 102, 103).get(0)).metadataUpdate()).isGreaterThan(first);
  }

  private List<ConsumerRecord<byte[], byte[]>> poll(long from, long to) {
    return poll(marks, from, to);
  }

  private static List<ConsumerRecord<byte[], byte[]>> poll(FetchMarks marks, long from, long to) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long offset = from; offset < to; offset++) {
      records.add(
          new ConsumerRecord<>(
              PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]));
    }
    return marks
        .onConsume(
            new ConsumerRecords<>(
                Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(to))))
        .records(PARTITION);
  }
}
