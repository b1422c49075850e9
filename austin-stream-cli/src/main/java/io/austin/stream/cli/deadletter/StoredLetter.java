package io.austin.stream.cli.deadletter;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.kafka.DeadLetterRecords;
import io.austin.stream.verify.model.Position;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter and where it is kept.
 *
 * @param at its place in the dead-letter topic
 * @param refusedAt when it was put there, in milliseconds since the epoch
 * @param letter the letter
 */
public record StoredLetter(Position at, long refusedAt, DeadLetter letter) {

  /** The letter that a record of the dead-letter topic is; empty for receipts and others. */
  static Optional<StoredLetter> of(ConsumerRecord<byte[], byte[]> record) {
    return DeadLetterRecords.read(record)
        .map(
            letter ->
                new StoredLetter(
                    new Position(record.topic(), record.partition(), record.offset()),
                    record.timestamp(),
                    letter));
  }

  /** Where the record stood that was refused. */
  public Position origin() {
    SourceRecord record = letter.record();
    return new Position(record.topic(), record.partition(), record.offset());
  }

  /** How long the record's value is, in bytes; 0 for none. */
  public int bytes() {
    byte[] value = letter.record().value();
    return value == null ? 0 : value.length;
  }
}
