package io.austin.stream.functions.redis;

import io.austin.stream.common.InvalidEventException;
import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.PositionedEvent;
import java.io.Serializable;
import java.util.Optional;

/**
 * Reads again the events that Redis lost, as they were read first.
 *
 * @param reader reads their records
 * @param parser the one that the records went through before
 */
record LostEvents(PartitionReader reader, EventParser parser) implements Serializable {
  /** Takes events. */
  @FunctionalInterface
  interface EventConsumer {
    void accept(PositionedEvent event) throws Exception;
  }

  /** Hands over the events of a range, as {@link PartitionReader#read} does its records. */
  LostRange read(LostRange range, EventConsumer consumer) throws Exception {
    return reader.read(
        range,
        record -> {
          Optional<PositionedEvent> event;
          try {
            event = parser.parse(record);
          } catch (InvalidEventException deadLetter) {
            return; // it has been with the dead letters since it was read first
          }
          if (event.isPresent()) {
            consumer.accept(event.get());
          }
        });
  }
}
