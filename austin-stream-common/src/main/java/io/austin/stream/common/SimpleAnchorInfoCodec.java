package io.austin.stream.common;

import java.nio.charset.StandardCharsets;

/** The JSON form of a trail's entry, both ways. Stateless and thread-safe. */
public final class SimpleAnchorInfoCodec {
  private SimpleAnchorInfoCodec() {}

  /** The entry as it stands in Redis: compact, keys in alphabetical order. */
  public static String toJson(SimpleAnchorInfo entry) {
    StringBuilder json = new StringBuilder(128);
    json.append("{\"businessId\":").append(entry.getBusinessId());
    String messageId = entry.getMessageId();
    if (messageId != null) {
      JsonText.append(json.append(",\"messageId\":"), messageId);
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

  /**
   * Reads an entry back.
   *
   * @param json an element of a trail's list; in a Redis that others use it may be anything
   * @throws InvalidEventException saying why it is no entry, with the same reasons as {@link
   *     AnchorInfoCodec#read}
   */
  public static SimpleAnchorInfo read(String json) throws InvalidEventException {
    SimpleAnchorInfoFields fields = new SimpleAnchorInfoFields();
    fields.read(json.getBytes(StandardCharsets.UTF_8));
    return fields.toEntry();
  }
}
