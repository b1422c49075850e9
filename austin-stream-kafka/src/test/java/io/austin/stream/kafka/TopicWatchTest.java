package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicWatchTest {
  private static final TopicPartition PARTITION = new TopicPartition("austinLog", 3);

  private final FakeCatalog kafka = new FakeCatalog();
  private final TopicWatch watch = new TopicWatch(kafka, new RecordedCounters());

  @BeforeEach
  void begin() throws Exception {
    kafka.ids.put("austinLog", "kT7VtKkvQ0-1mZx8g5mXyA");
    watch.begin(List.of(new KafkaPartitionSplit(PARTITION, 100)));
  }

  @Test
  void aRecordBeforeWhereReadingStoodIsOfALogThatWasTruncated() {
    assertThatThrownBy(() -> watch.topicIdOf(new MarkedRecord(record(150), 1, 200)))
        .isInstanceOf(LogTruncatedException.class)
        .hasMessage(
            "Kafka lost records of austinLog-3 that had been read: after offset 199 came 150");
  }

  @Test
  void oneBehindItIsNot() throws Exception {
    assertThat(watch.topicIdOf(new MarkedRecord(record(250), 1, 200)))
        .isEqualTo("kT7VtKkvQ0-1mZx8g5mXyA");
  }

  @Test
  void aReaderThatCannotBeClosedLeavesNoConnectionBehind() {
    WatchedReader reader =
        new WatchedReader(new UnclosableReader(), watch, null, new RecordedContext());

    assertThatThrownBy(reader::close).hasMessage("cannot be closed");
    assertThat(kafka.closed).isTrue();
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>("austinLog", 3, offset, null, null);
  }
}
