package io.austin.stream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.SourceRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Turns a dead letter into a Kafka record: key and value as they were, the rest in headers, as text
 * in UTF-8.
 */
final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {
  static final String REASON = "dead-letter.reason";
  static final String TOPIC = "dead-letter.topic";
  static final String PARTITION = "dead-letter.partition";
  static final String OFFSET = "dead-letter.offset";
  static final String TIMESTAMP = "dead-letter.timestamp";

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

  private static void add(ProducerRecord<byte[], byte[]> record, String name, String text) {
    record.headers().add(name, text.getBytes(UTF_8));
  }
}
