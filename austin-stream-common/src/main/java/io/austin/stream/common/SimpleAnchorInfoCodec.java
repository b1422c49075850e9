package io.austin.stream.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of a trail's entry, both ways. Stateless and thread-safe. */
public final class SimpleAnchorInfoCodec {
  private SimpleAnchorInfoCodec() {}

  /** The entry as it stands in Redis: compact, keys in alphabetical order. */
  public static String toJson(SimpleAnchorInfo entry) {
    StringBuilder json = new StringBuilder(128);
    json.append("{\"businessId\":").append(entry.getBusinessId());
    String messageId = entry.getMessageId();
    if (messageId != null) {
      json.append(",\"messageId\":\"");
      JsonStringEncoder.getInstance().quoteAsString(messageId, json);
      json.append('"');
    }
    return json.append(",\"state\":")
        .append(entry.getState())
        .append(",\"timestamp\":")
        .append(entry.getTimestamp())
        .append('}')
        .toString();
  }

  /** {@link #toJson} in UTF-8. */
  public static byte[] write(SimpleAnchorInfo entry) {
    byte[] plain = PlainEntryWriter.write(entry);
    return plain == null ? toJson(entry).getBytes(StandardCharsets.UTF_8) : plain;
  }

  /** Reads an entry back; empty where the text is anything else, as it may be in a shared Redis. */
  public static Optional<SimpleAnchorInfo> read(String json) {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      return Optional.ofNullable(parse(parser));
    } catch (IOException foreign) {
      return Optional.empty();
    }
  }

  private static @Nullable SimpleAnchorInfo parse(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    Long businessId = null;
    Long state = null;
    Long timestamp = null;
    String messageId = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_NUMBER_INT && name.equals("businessId")) {
        businessId = parser.getLongValue();
      } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals("state")) {
        state = (long) parser.getIntValue();
      } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals("timestamp")) {
        timestamp = parser.getLongValue();
      } else if (value == JsonToken.VALUE_STRING && name.equals("messageId")) {
        messageId = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null || businessId == null || state == null || timestamp == null) {
      return null;
    }
    return SimpleAnchorInfo.of(businessId, state.intValue(), timestamp, messageId);
  }
}
