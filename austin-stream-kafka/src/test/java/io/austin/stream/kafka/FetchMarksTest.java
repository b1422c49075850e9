package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class FetchMarksTest {
  private static final TopicPartition PARTITION = new TopicPartition("austinLog", 3);
  private static final ClusterResource CLUSTER = new ClusterResource("cluster");

  private final FetchMarks marks = new FetchMarks();

  @Test
  void theFirstRecordOfAPartitionIsMarked() {
    marks.onUpdate(CLUSTER);

    List<ConsumerRecord<byte[], byte[]>> polled = poll(100, 102);

    assertThat(mark(polled).position()).isEqualTo(MarkedRecord.UNKNOWN);
    assertThat(polled.get(1)).isNotInstanceOf(MarkedRecord.class);
  }

  @Test
  void whatFollowsOnIsNot() {
    poll(100, 102);

    assertThat(poll(102, 103).get(0)).isNotInstanceOf(MarkedRecord.class);
  }

  @Test
  void whatDoesNotFollowOnTellsWhereTheConsumerStood() {
    poll(100, 102);

    assertThat(mark(poll(150, 151)).position()).isEqualTo(102);
  }

  @Test
  void afterAnUpdateTheNextRecordIsMarkedOnce() {
    marks.onUpdate(CLUSTER);
    long before = mark(poll(100, 102)).metadataUpdate();
    marks.onUpdate(CLUSTER);

    assertThat(mark(poll(102, 103)).metadataUpdate()).isNotEqualTo(before);
    assertThat(poll(103, 104).get(0)).isNotInstanceOf(MarkedRecord.class);
  }

  @Test
  void aLaterConsumersUpdatesAreLater() {
    marks.onUpdate(CLUSTER);
    long first = mark(poll(100, 102)).metadataUpdate();
    FetchMarks later = new FetchMarks();
    later.onUpdate(CLUSTER);

    assertThat(mark(poll(later, 102, 103)).metadataUpdate()).isGreaterThan(first);
  }

  @Test
  void aMarkedRecordIsTheRecord() {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "austinLog",
            3,
            42,
            7,
            TimestampType.LOG_APPEND_TIME,
            1,
            2,
            new byte[1],
            new byte[2],
            new RecordHeaders().add("austin-stream.fetch", new byte[] {1}),
            Optional.of(5),
            Optional.of((short) 1));

    assertThat(new MarkedRecord(record, 1, 2))
        .usingRecursiveComparison()
        .ignoringFields("metadataUpdate", "position")
        .isEqualTo(record);
  }

  private static MarkedRecord mark(List<ConsumerRecord<byte[], byte[]>> polled) {
    return (MarkedRecord) polled.get(0);
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
