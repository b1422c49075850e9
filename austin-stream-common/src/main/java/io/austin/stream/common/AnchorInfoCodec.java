package io.austin.stream.common;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
   *     the first in the order businessId, ids, state, time, messageId, bizId
   */
  public static AnchorInfo read(byte @Nullable [] json, long recordTimestamp)
      throws InvalidEventException {
    AnchorInfo plain = json == null ? null : PlainEventReader.read(json);
    return plain == null ? readAny(json, recordTimestamp) : plain;
  }

  /** {@link #read}, whatever form the event has. */
  static AnchorInfo readAny(byte @Nullable [] json, long recordTimestamp)
      throws InvalidEventException {
    if (json == null || isBlank(json)) {
      throw InvalidEventException.empty();
    }
    if (!Utf8.isValid(json)) {
      throw InvalidEventException.notJson();
    }
    return parse(json).toEvent(recordTimestamp);
  }

  private static AnchorInfoFields parse(byte[] json) throws InvalidEventException {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      AnchorInfoFields fields = new AnchorInfoFields();
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      if (isObject) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields.read(name, parser);
        }
      } else {
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw InvalidEventException.notJson();
      }
      if (!isObject) {
        throw InvalidEventException.notAnObject();
      }
      return fields;
    } catch (IOException malformed) {
      throw InvalidEventException.notJson();
    }
  }

  /** The event as austin writes it: compact, keys in alphabetical order, absent ones left out. */
  public static String toJson(AnchorInfo event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      writeIfPresent(json, "bizId", event.getBizId());
      json.writeNumberField("businessId", event.getBusinessId());
      json.writeArrayFieldStart("ids");
      for (String id : event.getIds()) {
        json.writeString(id);
      }
      json.writeEndArray();
      json.writeNumberField("logTimestamp", event.getLogTimestamp());
      writeIfPresent(json, "messageId", event.getMessageId());
      json.writeNumberField("state", event.getState());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toString();
  }

  /** {@link #toJson} in UTF-8, as the value of a Kafka record. */
  public static byte[] write(AnchorInfo event) {
    return toJson(event).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static boolean isBlank(byte[] json) {
    for (byte b : json) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
