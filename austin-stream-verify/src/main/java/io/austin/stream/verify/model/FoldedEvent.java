package io.austin.stream.verify.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An event as the expected contents remember it. The keys that it reaches share it, which is what
 * lets a million events fit.
 *
 * @param position where its record stands
 * @param recordTimestamp the record's own timestamp, negative for none
 * @param businessId the template and day
 * @param state the step
 * @param time when it happened, in milliseconds since the epoch
 * @param receivers how many receivers it has
 * @param receiverEntry what a receiver's trail shows of it
 */
record FoldedEvent(
    Position position,
    long recordTimestamp,
    long businessId,
    int state,
    long time,
    int receivers,
    String receiverEntry) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static FoldedEvent of(Position position, long recordTimestamp, Reading.Event event) {
    return new FoldedEvent(
        position,
        recordTimestamp,
        event.businessId(),
        event.state(),
        event.time(),
        event.receivers().size(),
        entry(event.businessId(), event.state(), event.time(), event.messageId()));
  }

  /** What a message's trail shows of it. */
  String messageEntry() {
    return entry(businessId, state, time, null);
  }

  private static String entry(long businessId, int state, long time, @Nullable String messageId) {
    ObjectNode entry = MAPPER.createObjectNode();
    entry.put("businessId", businessId);
    if (messageId != null) {
      entry.put("messageId", messageId);
    }
    entry.put("state", state);
    entry.put("timestamp", time);
    try {
      return MAPPER.writeValueAsString(entry);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
  }
}
