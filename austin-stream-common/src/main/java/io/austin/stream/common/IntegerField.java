package io.austin.stream.common;

/** An integer. Absent is 0. */
final class IntegerField extends Field {
  private final boolean alsoInStrings;
  private long value;

  /**
   * A field of this name.
   *
   * @param alsoInStrings whether it may be a string of decimal digits too
   */
  IntegerField(String name, boolean alsoInStrings) {
    super(name);
    this.alsoInStrings = alsoInStrings;
  }

  @Override
  boolean accept(JsonReader json) throws InvalidEventException {
    if (isNumber(json)) {
      return accept(json.number());
    }
    return alsoInStrings && json.peek() == '"' ? accept(json.string()) : refuse(json);
  }

  private boolean accept(String text) {
    boolean negative = text.startsWith("-");
    int first = negative ? 1 : 0;
    long below = 0; // negative numbers reach one further
    for (int i = first; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || below < (Long.MIN_VALUE + digit) / 10) {
        return false;
      }
      below = below * 10 - digit;
    }
    value = negative ? below : -below;
    return first < text.length() && (negative || below != Long.MIN_VALUE);
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
