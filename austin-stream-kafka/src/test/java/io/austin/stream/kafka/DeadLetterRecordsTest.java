package io.austin.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.SourceRecord;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterRecordsTest {
  private static final byte[] KEY = "key".getBytes(UTF_8);
  private static final byte[] VALUE = {(byte) 0xff, 0, 1};

  @Test
  void keepsKeyAndValueAndTellsTheRestInHeaders() {
    ProducerRecord<byte[], byte[]> record = serialize(KEY, VALUE);

    assertThat(record.topic()).isEqualTo("dead");
    assertThat(record.key()).isSameAs(KEY);
    assertThat(record.value()).isSameAs(VALUE);
    assertThat(headers(record))
        .isEqualTo(
            Map.of(
                "dead-letter.reason", "missing:ids",
                "dead-letter.topic", "austinLog",
                "dead-letter.partition", "3",
                "dead-letter.offset", "42",
                "dead-letter.timestamp", "1671864869000"));
  }

  @Test
  void isDatedNowSoThatRetentionDoesNotTakeIt() {
    assertThat(serialize(KEY, VALUE).timestamp()).isNull();
  }

  @Test
  void aTombstoneStaysOne() {
    assertThat(serialize(null, null).value()).isNull();
  }

  @Test
  void isReadBackAsItWas() {
    ConsumerRecord<byte[], byte[]> stored = stored(serialize(KEY, VALUE));

    DeadLetter letter = DeadLetterRecords.read(stored).orElseThrow();

    assertThat(letter.reason()).isEqualTo("missing:ids");
    assertThat(letter.record())
        .isEqualTo(new SourceRecord("austinLog", "", 3, 42, 1671864869000L, KEY, VALUE));
  }

  @Test
  void whatLacksAHeaderIsNone() {
    for (String name : headers(serialize(KEY, VALUE)).keySet()) {
      ProducerRecord<byte[], byte[]> record = serialize(KEY, VALUE);
      record.headers().remove(name);

      assertThat(DeadLetterRecords.read(stored(record))).as(name).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dead-letter.partition, -1",
    "dead-letter.partition, 4294967296",
    "dead-letter.partition, 1e3",
    "dead-letter.offset, -1",
    "dead-letter.offset, 9223372036854775808",
    "dead-letter.timestamp, ''"
  })
  void whatSaysAPlaceThatThereIsNotIsNone(String header, String value) {
    ProducerRecord<byte[], byte[]> record = serialize(KEY, VALUE);
    record.headers().add(header, value.getBytes(UTF_8));

    assertThat(DeadLetterRecords.read(stored(record))).isEmpty();
  }

  private static ConsumerRecord<byte[], byte[]> stored(ProducerRecord<byte[], byte[]> record) {
    ConsumerRecord<byte[], byte[]> stored =
        new ConsumerRecord<>("dead", 0, 7, record.key(), record.value());
    record.headers().forEach(stored.headers()::add);
    return stored;
  }

  private static ProducerRecord<byte[], byte[]> serialize(byte[] key, byte[] value) {
    SourceRecord record = new SourceRecord("austinLog", "id", 3, 42, 1671864869000L, key, value);
    return new DeadLetterRecords("dead")
        .serialize(new DeadLetter("missing:ids", record), null, 1671864869000L);
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
