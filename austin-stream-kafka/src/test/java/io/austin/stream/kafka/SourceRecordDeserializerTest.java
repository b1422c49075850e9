package io.austin.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.SourceRecord;
import java.util.Optional;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SourceRecordDeserializerTest {
  private static final String TOPIC_ID = "kT7VtKkvQ0-1mZx8g5mXyA";
  private static final byte[] KEY = "key".getBytes(UTF_8);
  private static final byte[] VALUE = {(byte) 0xff, 0, 1};

  private final SourceRecordDeserializer deserializer = new SourceRecordDeserializer();

  @Test
  void carriesPositionTimestampAndBytes() {
    assertThat(read(KEY, VALUE))
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo("austinLog");
              assertThat(record.topicId()).isEqualTo(TOPIC_ID);
              assertThat(record.partition()).isEqualTo(3);
              assertThat(record.offset()).isEqualTo(42);
              assertThat(record.timestamp()).isEqualTo(7);
              assertThat(record.key()).isSameAs(KEY);
              assertThat(record.value()).isSameAs(VALUE);
            });
  }

  @Test
  void aTombstoneIsARecordToo() {
    assertThat(read(null, null))
        .satisfies(
            record -> {
              assertThat(record.key()).isNull();
              assertThat(record.value()).isNull();
            });
  }

  @Test
  void itsTypeNeedsNoKryo() {
    assertThat(deserializer.getProducedType()).isInstanceOf(PojoTypeInfo.class);
  }

  private static SourceRecord read(byte[] key, byte[] value) {
    return SourceRecordDeserializer.recordOf(
        new ConsumerRecord<>(
            "austinLog",
            3,
            42,
            7,
            TimestampType.CREATE_TIME,
            0,
            0,
            key,
            value,
            new RecordHeaders(),
            Optional.empty()),
        TOPIC_ID);
  }
}
