package io.austin.stream.cli.deadletter;

import io.austin.stream.verify.model.Position;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * A letter whose record its topic does not take, by the topic's own settings: how old or how large
 * a record may be, say.
 *
 * @param letter where the letter is kept
 * @param topic the topic that refuses it
 * @param reason Kafka's words for it
 */
public record TopicRefusal(Position letter, String topic, String reason) {

  /** Kafka's words if it is for the record itself that it was refused; else empty. */
  static Optional<String> reason(@Nullable Throwable failure) {
    return failure instanceof InvalidTimestampException
            || failure instanceof RecordTooLargeException
            || failure instanceof InvalidRecordException
        ? Optional.of(String.valueOf(failure.getMessage()))
        : Optional.empty();
  }
}
