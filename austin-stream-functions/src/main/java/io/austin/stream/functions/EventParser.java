package io.austin.stream.functions;

import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import java.io.Serializable;

/**
 * Tells events from other records: the one rule for what is read first and for what is read again.
 *
 * @param maxBytes a record with a larger value is no event
 */
public record EventParser(int maxBytes) implements Serializable {
  /** 1 MiB, the contract's bound. */
  public static final int DEFAULT_MAX_BYTES = 1 << 20;

  /**
   * The record's event and where it stood.
   *
   * @throws InvalidEventException saying why the record is no event
   */
  public PositionedEvent parse(SourceRecord record) throws InvalidEventException {
    byte[] value = record.value();
    if (value != null && value.length > maxBytes) {
      throw InvalidEventException.tooLarge();
    }
    return new PositionedEvent(
        record.topic(),
        record.topicId(),
        record.partition(),
        record.offset(),
        AnchorInfoCodec.read(value, record.timestamp()));
  }
}
