package io.austin.stream.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event while it is read. Each keeps what its last occurrence said, right or
 * wrong, so that of duplicate keys the last counts; judgement comes at the end.
 */
final class AnchorInfoFields {
  private final IntegerField businessId = new IntegerField("businessId");
  private final ReceiversField ids = new ReceiversField("ids");
  private final IntegerField state = new IntegerField("state");
  private final IntegerField logTimestamp = new IntegerField("logTimestamp");
  private final IntegerField timestamp = new IntegerField("timestamp");
  private final TextField messageId = new TextField("messageId", EventBounds.MESSAGE_ID_BYTES);
  private final TextField bizId = new TextField("bizId", Integer.MAX_VALUE);

  /** Takes the value at which the parser stands. */
  void read(String name, JsonParser parser) throws IOException {
    Field field = field(name);
    if (field == null) {
      parser.skipChildren();
    } else {
      field.read(parser);
    }
  }

  private @Nullable Field field(String name) {
    switch (name) {
      case "businessId":
        return businessId;
      case "ids":
        return ids;
      case "state":
        return state;
      case "logTimestamp":
        return logTimestamp;
      case "timestamp":
        return timestamp;
      case "messageId":
        return messageId;
      case "bizId":
        return bizId;
      default:
        return null;
    }
  }

  AnchorInfo toEvent(long recordTimestamp) throws InvalidEventException {
    AnchorInfo event =
        AnchorInfo.builder()
            .businessId(businessId.required().from(1, Long.MAX_VALUE))
            .ids(ids.required().atLeastOne())
            .state((int) state.required().from(Integer.MIN_VALUE, Integer.MAX_VALUE))
            .recordTimestamp(time(recordTimestamp))
            .messageId(messageId.orNull())
            .bizId(bizId.orNull())
            .checked();
    if (!EventBounds.allow(event)) {
      throw InvalidEventException.tooLarge();
    }
    return event;
  }

  /** The first time that is given: the event's own under its two names, then the record's. */
  private long time(long recordTimestamp) throws InvalidEventException {
    long own = logTimestamp.from(0, Long.MAX_VALUE);
    if (own == 0) {
      own = timestamp.from(0, Long.MAX_VALUE);
    }
    if (own == 0 && recordTimestamp < 0) {
      throw InvalidEventException.missing("logTimestamp");
    }
    return own == 0 ? recordTimestamp : own;
  }

  /** What one field's last occurrence said. */
  private abstract static class Field {
    private final String name;
    private boolean present;
    private boolean valid;

    Field(String name) {
      this.name = name;
    }

    void read(JsonParser parser) throws IOException {
      present = parser.currentToken() != JsonToken.VALUE_NULL;
      valid = !present || accept(parser);
      parser.skipChildren();
    }

    /** Takes the value at which the parser stands; false where its type is another. */
    abstract boolean accept(JsonParser parser) throws IOException;

    void checkPresent() throws InvalidEventException {
      if (!present) {
        throw InvalidEventException.missing(name);
      }
    }

    /** Whether a string is text of so many bytes at most. */
    static boolean isWithin(String text, int mostBytes) {
      int bytes = Utf8.length(text);
      return bytes != Utf8.NO_TEXT && bytes <= mostBytes;
    }

    boolean isGiven() throws InvalidEventException {
      check(!present || valid);
      return present;
    }

    void check(boolean ok) throws InvalidEventException {
      if (!ok) {
        throw InvalidEventException.invalid(name);
      }
    }
  }

  /** An integer, or a string of decimal digits. Absent is 0. */
  private static final class IntegerField extends Field {
    private long value;

    IntegerField(String name) {
      super(name);
    }

    @Override
    boolean accept(JsonParser parser) throws IOException {
      switch (parser.currentToken()) {
        case VALUE_NUMBER_INT:
        case VALUE_STRING:
          int start = parser.getTextOffset();
          return acceptDigits(parser.getTextCharacters(), start, start + parser.getTextLength());
        default:
          return false;
      }
    }

    /** Not by way of Jackson's numbers: an older one computes a value however long it is. */
    private boolean acceptDigits(char[] text, int start, int end) {
      boolean negative = start < end && text[start] == '-';
      int first = negative ? start + 1 : start;
      long below = 0; // negative numbers reach one further
      for (int i = first; i < end; i++) {
        int digit = text[i] - '0';
        if (digit < 0 || digit > 9 || below < (Long.MIN_VALUE + digit) / 10) {
          return false;
        }
        below = below * 10 - digit;
      }
      value = negative ? below : -below;
      return first < end && (negative || below != Long.MIN_VALUE);
    }

    IntegerField required() throws InvalidEventException {
      checkPresent();
      return this;
    }

    long from(long least, long most) throws InvalidEventException {
      if (!isGiven()) {
        return 0;
      }
      check(value >= least && value <= most);
      return value;
    }
  }

  /** A string of Unicode text. */
  private static final class TextField extends Field {
    private final int most;
    private @Nullable String value;

    TextField(String name, int mostBytes) {
      super(name);
      this.most = mostBytes;
    }

    @Override
    boolean accept(JsonParser parser) throws IOException {
      value = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
      return value != null && (isWithin(value, most) || WhiteSpace.isBlank(value));
    }

    @Nullable String orNull() throws InvalidEventException {
      return isGiven() ? value : null;
    }
  }

  /** An array of strings, integers and nulls. */
  private static final class ReceiversField extends Field {
    private final List<String> values = new ArrayList<>(4);

    ReceiversField(String name) {
      super(name);
    }

    @Override
    boolean accept(JsonParser parser) throws IOException {
      values.clear();
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        return false;
      }
      boolean valid = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        valid &= acceptReceiver(parser);
      }
      return valid;
    }

    private boolean acceptReceiver(JsonParser parser) throws IOException {
      switch (parser.currentToken()) {
        case VALUE_STRING:
          String receiver = parser.getText();
          return WhiteSpace.isBlank(receiver) || acceptReceiver(receiver);
        case VALUE_NUMBER_INT:
          return acceptReceiver(decimal(parser.getText()));
        case VALUE_NULL:
          return true;
        default:
          parser.skipChildren();
          return false;
      }
    }

    private boolean acceptReceiver(String receiver) {
      values.add(receiver);
      return isWithin(receiver, EventBounds.RECEIVER_BYTES);
    }

    /** JSON spells each integer in one way, save that it has a negative zero. */
    private static String decimal(String integer) {
      return integer.equals("-0") ? "0" : integer;
    }

    ReceiversField required() throws InvalidEventException {
      checkPresent();
      return this;
    }

    List<String> atLeastOne() throws InvalidEventException {
      check(isGiven() && !values.isEmpty());
      return values;
    }
  }
}
