package io.austin.stream.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.austin.stream.functions.SourceRecord;
import io.austin.stream.kafka.DeadLetterRecords;
import io.austin.stream.verify.model.Position;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;

/**
 * Says that a dead letter was replayed: a record of the dead-letter topic without key, value and
 * reason, in the letter's partition. Its headers are public: others who read the topic see them.
 *
 * @param origin where the refused record stood
 * @param timestamp the refused record's own, which tells it from one of a topic of the same name
 * @param landed where the record stands now
 */
record Receipt(Position origin, long timestamp, Position landed) {
  private static final String TO_TOPIC = "dead-letter.replayed.topic";
  private static final String TO_PARTITION = "dead-letter.replayed.partition";
  private static final String TO_OFFSET = "dead-letter.replayed.offset";

  /** For a letter of which this became. */
  static Receipt of(StoredLetter letter, RecordMetadata landed) {
    return new Receipt(
        letter.origin(),
        letter.letter().record().timestamp(),
        new Position(landed.topic(), landed.partition(), landed.offset()));
  }

  /** The receipt that a record is; empty for letters and others. */
  static Optional<Receipt> read(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    Optional<Position> origin =
        position(
            headers,
            DeadLetterRecords.TOPIC,
            DeadLetterRecords.PARTITION,
            DeadLetterRecords.OFFSET);
    Optional<Position> landed = position(headers, TO_TOPIC, TO_PARTITION, TO_OFFSET);
    Optional<Long> timestamp = DeadLetterRecords.number(headers, DeadLetterRecords.TIMESTAMP);
    return origin.isEmpty() || landed.isEmpty() || timestamp.isEmpty()
        ? Optional.empty()
        : Optional.of(new Receipt(origin.get(), timestamp.get(), landed.get()));
  }

  private static Optional<Position> position(
      Headers headers, String topic, String partition, String offset) {
    Optional<String> name = DeadLetterRecords.text(headers, topic);
    Optional<Long> number = DeadLetterRecords.number(headers, partition);
    Optional<Long> place = DeadLetterRecords.number(headers, offset);
    return name.isEmpty() || number.isEmpty() || place.isEmpty()
        ? Optional.empty()
        : Optional.of(new Position(name.get(), number.get().intValue(), place.get()));
  }

  /** The record that says so, to stand beside the letter. */
  ProducerRecord<byte[], byte[]> besides(StoredLetter letter) {
    SourceRecord source = letter.letter().record();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(letter.at().topic(), letter.at().partition(), null, null);
    add(record, DeadLetterRecords.TOPIC, source.topic());
    add(record, DeadLetterRecords.PARTITION, source.partition());
    add(record, DeadLetterRecords.OFFSET, source.offset());
    add(record, DeadLetterRecords.TIMESTAMP, source.timestamp());
    add(record, TO_TOPIC, landed.topic());
    add(record, TO_PARTITION, landed.partition());
    add(record, TO_OFFSET, landed.offset());
    return record;
  }

  private static void add(ProducerRecord<byte[], byte[]> record, String name, Object value) {
    record.headers().add(name, value.toString().getBytes(UTF_8));
  }
}
