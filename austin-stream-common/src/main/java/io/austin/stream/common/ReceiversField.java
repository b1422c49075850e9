package io.austin.stream.common;

import java.util.ArrayList;
import java.util.List;

/** An array of strings, integers and nulls. */
final class ReceiversField extends Field {
  private final List<String> values = new ArrayList<>(4);

  ReceiversField(String name) {
    super(name);
  }

  @Override
  boolean accept(JsonReader json) throws InvalidEventException {
    values.clear();
    if (json.peek() != '[') {
      return refuse(json);
    }
    boolean valid = true;
    for (boolean more = json.open('[', ']'); more; more = json.more(']')) {
      valid &= acceptReceiver(json);
    }
    return valid;
  }

  private boolean acceptReceiver(JsonReader json) throws InvalidEventException {
    if (json.peek() == '"') {
      String receiver = json.string();
      return WhiteSpace.isBlank(receiver) || add(receiver);
    }
    if (isNumber(json)) {
      String number = json.number();
      return isInteger(number) && add(decimal(number));
    }
    boolean isNull = json.peek() == 'n';
    json.skip();
    return isNull;
  }

  private boolean add(String receiver) {
    values.add(receiver);
    return isWithin(receiver, EventBounds.RECEIVER_BYTES);
  }

  private static boolean isInteger(String number) {
    return number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0;
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
