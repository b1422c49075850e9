package io.austin.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.SourceRecord;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Turns a dead letter into a Kafka record and back: key and value as they were, the rest in
 * headers, as text in UTF-8.
 */
public final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {
  public static final String REASON = "dead-letter.reason";
  public static final String TOPIC = "dead-letter.topic";
  public static final String PARTITION = "dead-letter.partition";
  public static final String OFFSET = "dead-letter.offset";
  public static final String TIMESTAMP = "dead-letter.timestamp";

  private static final long serialVersionUID = 1L;

  private final String topic;

  DeadLetterRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, Long timestamp) {
    SourceRecord source = letter.record();
    // The record's own timestamp is now: under an old one, retention could delete it at once.
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, null, null, source.key(), source.value());
    add(record, REASON, letter.reason());
    add(record, TOPIC, source.topic());
    add(record, PARTITION, String.valueOf(source.partition()));
    add(record, OFFSET, String.valueOf(source.offset()));
    add(record, TIMESTAMP, String.valueOf(source.timestamp()));
    return record;
  }

  /**
   * The dead letter that a record is. The headers don't say the id of its topic: it is empty.
   *
   * @return empty for a record that is none, whoever wrote it
   */
  public static Optional<DeadLetter> read(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    Optional<String> reason = text(headers, REASON);
    Optional<String> topic = text(headers, TOPIC);
    Optional<Long> partition =
        number(headers, PARTITION).filter(it -> it >= 0 && it <= Integer.MAX_VALUE);
    Optional<Long> offset = number(headers, OFFSET).filter(it -> it >= 0);
    Optional<Long> timestamp = number(headers, TIMESTAMP);
    if (reason.isEmpty()
        || topic.isEmpty()
        || partition.isEmpty()
        || offset.isEmpty()
        || timestamp.isEmpty()) {
      return Optional.empty();
    }
    SourceRecord source =
        new SourceRecord(
            topic.get(),
            "",
            partition.get().intValue(),
            offset.get(),
            timestamp.get(),
            record.key(),
            record.value());
    return Optional.of(new DeadLetter(reason.get(), source));
  }

  /** What a header says, as text. */
  public static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), UTF_8));
  }

  /** What a header says, as a whole number. */
  public static Optional<Long> number(Headers headers, String name) {
    return text(headers, name).filter(it -> it.matches("-?\\d{1,18}")).map(Long::valueOf);
  }

  private static void add(ProducerRecord<byte[], byte[]> record, String name, String text) {
    record.headers().add(name, text.getBytes(UTF_8));
  }
}
