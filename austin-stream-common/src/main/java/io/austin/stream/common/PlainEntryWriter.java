package io.austin.stream.common;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trail's entry straight into the bytes it needs, where its message id is what nearly all
 * are: printable ASCII without anything to escape. It is written once or twice for every event, and
 * by way of a text it takes three copies.
 */
final class PlainEntryWriter {
  private static final byte[] BUSINESS_ID = ascii("{\"businessId\":");
  private static final byte[] MESSAGE_ID = ascii(",\"messageId\":\"");
  private static final byte[] END_OF_TEXT = ascii("\"");
  private static final byte[] STATE = ascii(",\"state\":");
  private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
  private static final byte[] END = ascii("}");
  private static final int WITHOUT_VALUES =
      BUSINESS_ID.length + STATE.length + TIMESTAMP.length + END.length;

  private final byte[] json;
  private int length;

  private PlainEntryWriter(int length) {
    this.json = new byte[length];
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The entry's JSON; {@code null} where its message id needs more than copying. */
  static byte @Nullable [] write(SimpleAnchorInfo entry) {
    String messageId = entry.getMessageId();
    if (messageId != null && !isPlain(messageId)) {
      return null;
    }
    int length =
        WITHOUT_VALUES
            + Decimals.length(entry.getBusinessId())
            + Decimals.length(entry.getState())
            + Decimals.length(entry.getTimestamp());
    if (messageId != null) {
      length += MESSAGE_ID.length + messageId.length() + END_OF_TEXT.length;
    }
    return new PlainEntryWriter(length).fill(entry, messageId);
  }

  private byte[] fill(SimpleAnchorInfo entry, @Nullable String messageId) {
    append(BUSINESS_ID);
    append(entry.getBusinessId());
    if (messageId != null) {
      append(MESSAGE_ID);
      append(messageId);
      append(END_OF_TEXT);
    }
    append(STATE);
    append(entry.getState());
    append(TIMESTAMP);
    append(entry.getTimestamp());
    append(END);
    return json;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void append(byte[] text) {
    System.arraycopy(text, 0, json, length, text.length);
    length += text.length;
  }

  private void append(String text) {
    for (int i = 0; i < text.length(); i++) {
      json[length++] = (byte) text.charAt(i);
    }
  }

  private void append(long number) {
    length += Decimals.length(number);
    Decimals.write(number, json, length);
  }
}
