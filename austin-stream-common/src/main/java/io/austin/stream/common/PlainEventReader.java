package io.austin.stream.common;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event in the form in which austin writes it: compact, in printable ASCII without
 * escapes, each field once and none that is unknown. Whatever else a record may be is left to the
 * full reader; what is read here is what that one would read, in a third of the time.
 */
final class PlainEventReader {
  private static final int MAX_DIGITS = 18;
  private static final byte[] BIZ_ID = name("bizId");
  private static final byte[] BUSINESS_ID = name("businessId");
  private static final byte[] IDS = name("ids");
  private static final byte[] LOG_TIMESTAMP = name("logTimestamp");
  private static final byte[] MESSAGE_ID = name("messageId");
  private static final byte[] STATE = name("state");

  private final byte[] json;
  private int position;

  private long businessId;
  private @Nullable List<String> ids;
  private @Nullable Long state;
  private long logTimestamp;
  private @Nullable String messageId;
  private @Nullable String bizId;

  private PlainEventReader(byte[] json) {
    this.json = json;
  }

  private static byte[] name(String field) {
    return ('"' + field + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** The event; {@code null} where the text is anything but an event in its plain form. */
  static @Nullable AnchorInfo read(byte[] json) {
    PlainEventReader reader = new PlainEventReader(json);
    try {
      return reader.isPlain() ? reader.toEvent() : null;
    } catch (ArrayIndexOutOfBoundsException endsTooEarly) {
      return null;
    }
  }

  private boolean isPlain() {
    boolean more = skip('{');
    while (more) {
      if (!readField()) {
        return false;
      }
      more = skip(',');
    }
    return skip('}') && position == json.length;
  }

  private boolean readField() {
    switch (json[position + 1]) {
      case 'b':
        return json[position + 2] == 'i' ? readBizId() : readBusinessId();
      case 'i':
        return ids == null && skip(IDS) && readIds();
      case 'l':
        logTimestamp = logTimestamp == 0 && skip(LOG_TIMESTAMP) ? integer() : 0;
        return logTimestamp > 0;
      case 'm':
        messageId =
            messageId == null && skip(MESSAGE_ID) ? text(EventBounds.MESSAGE_ID_BYTES) : null;
        return messageId != null;
      case 's':
        return state == null && skip(STATE) && readState();
      default:
        return false;
    }
  }

  private boolean readBizId() {
    bizId = bizId == null && skip(BIZ_ID) ? text(Integer.MAX_VALUE) : null;
    return bizId != null;
  }

  private boolean readBusinessId() {
    businessId = businessId == 0 && skip(BUSINESS_ID) ? integer() : 0;
    return businessId > 0;
  }

  private boolean readState() {
    long value = integer();
    state = value;
    return value == (int) value;
  }

  private boolean readIds() {
    List<String> receivers = new ArrayList<>(1);
    ids = receivers;
    boolean more = skip('[');
    while (more) {
      String receiver = text(EventBounds.RECEIVER_BYTES);
      if (receiver == null) {
        return false;
      }
      receivers.add(receiver);
      more = skip(',');
    }
    return skip(']');
  }

  /** A string that is neither blank nor longer; {@code null} where there is none that is plain. */
  private @Nullable String text(int most) {
    if (!skip('"') || json[position] == ' ') {
      return null;
    }
    int start = position;
    while (json[position] != '"') {
      if (json[position] < ' ' || json[position] == '\\') {
        return null;
      }
      position++;
    }
    int length = position - start;
    position++;
    return length == 0 || length > most
        ? null
        : new String(json, start, length, StandardCharsets.ISO_8859_1);
  }

  /** A whole number; {@link Long#MIN_VALUE} where there is none that is plain. */
  private long integer() {
    boolean negative = skip('-');
    int start = position;
    long value = 0;
    while (json[position] >= '0' && json[position] <= '9') {
      value = value * 10 + json[position++] - '0';
    }
    int digits = position - start;
    if (digits == 0 || digits > MAX_DIGITS || (json[start] == '0' && digits > 1)) {
      return Long.MIN_VALUE;
    }
    return negative ? -value : value;
  }

  private boolean skip(char expected) {
    if (json[position] != expected) {
      return false;
    }
    position++;
    return true;
  }

  private boolean skip(byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (json[position + i] != expected[i]) {
        return false;
      }
    }
    position += expected.length;
    return true;
  }

  private @Nullable AnchorInfo toEvent() {
    if (businessId == 0 || ids == null || state == null || logTimestamp == 0) {
      return null;
    }
    AnchorInfo event =
        AnchorInfo.builder()
            .businessId(businessId)
            .ids(ids)
            .state(state.intValue())
            .logTimestamp(logTimestamp)
            .messageId(messageId)
            .bizId(bizId)
            .checked();
    return EventBounds.allow(event) ? event : null;
  }
}
