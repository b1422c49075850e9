package io.austin.stream.common;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JSON form of a trace event, both ways. Stateless and thread-safe. */
public final class AnchorInfoCodec {
  private AnchorInfoCodec() {}

  /**
   * Reads one event.
   *
   * @param json the value of a Kafka record, or {@code null} where it has none
   * @param recordTimestamp the Kafka record's own timestamp in milliseconds since the epoch: the
   *     event's time where the event does not say it
   * @throws InvalidEventException saying why the record is not a valid event; of several reasons,
   *     the first in the order businessId, ids, state, time, messageId, bizId, too large
   */
  public static AnchorInfo read(byte @Nullable [] json, long recordTimestamp)
      throws InvalidEventException {
    AnchorInfo plain = json == null ? null : PlainEventReader.read(json);
    return plain == null ? readAny(json, recordTimestamp) : plain;
  }

  /** {@link #read}, whatever form the event has. */
  static AnchorInfo readAny(byte @Nullable [] json, long recordTimestamp)
      throws InvalidEventException {
    AnchorInfoFields fields = new AnchorInfoFields();
    fields.read(json);
    return fields.toEvent(recordTimestamp);
  }

  /** The event as austin writes it: compact, keys in alphabetical order, absent ones left out. */
  public static String toJson(AnchorInfo event) {
    StringBuilder json = new StringBuilder(256).append('{');
    appendIfPresent(json, "\"bizId\":", event.getBizId());
    json.append("\"businessId\":").append(event.getBusinessId()).append(",\"ids\":[");
    String separator = "";
    for (String id : event.getIds()) {
      JsonText.append(json.append(separator), id);
      separator = ",";
    }
    json.append("],\"logTimestamp\":").append(event.getLogTimestamp()).append(',');
    appendIfPresent(json, "\"messageId\":", event.getMessageId());
    return json.append("\"state\":").append(event.getState()).append('}').toString();
  }

  private static void appendIfPresent(StringBuilder json, String name, @Nullable String value) {
    if (value != null) {
      JsonText.append(json.append(name), value);
      json.append(',');
    }
  }

  /** {@link #toJson} in UTF-8, as the value of a Kafka record. */
  public static byte[] write(AnchorInfo event) {
    return toJson(event).getBytes(StandardCharsets.UTF_8);
  }
}
