package io.austin.stream.functions;

import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import java.io.Serializable;
import java.util.Optional;

/**
 * Tells events from other records, and which event is written: the one rule for what is read first
 * and for what is read again.
 *
 * @param maxBytes a record with a larger value is no event
 * @param function what is done with each event
 */
public record EventParser(int maxBytes, EventFunction function) implements Serializable {
  /** 1 MiB, the contract's bound. */
  public static final int DEFAULT_MAX_BYTES = 1 << 20;

  /** Leaves events as they are, of up to a size. */
  public EventParser(int maxBytes) {
    this(maxBytes, EventFunction.unchanged());
  }

  /** Values of up to 1 MiB, and a function for their events. */
  public static EventParser with(EventFunction function) {
    return new EventParser(DEFAULT_MAX_BYTES, function);
  }

  /**
   * What is written for the record, and where it stood.
   *
   * @return empty where the function took the event out, and where this is no record, but a word of
   *     the source
   * @throws InvalidEventException saying why the record is no event
   */
  public Optional<PositionedEvent> parse(SourceRecord record) throws InvalidEventException {
    if (record.isWord()) {
      return Optional.empty();
    }
    byte[] value = record.value();
    if (value != null && value.length > maxBytes) {
      throw InvalidEventException.tooLarge();
    }
    return function
        .apply(AnchorInfoCodec.read(value, record.timestamp()))
        .map(
            event ->
                new PositionedEvent(
                    record.topic(), record.topicId(), record.partition(), record.offset(), event));
  }
}
