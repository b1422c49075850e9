package io.austin.stream.common;

/**
 * A field while its object is read. It keeps what its last occurrence said, right or wrong, so that
 * of duplicate keys the last counts; judgement comes at the end.
 */
abstract class Field {
  private final String name;
  private boolean present;
  private boolean valid;

  Field(String name) {
    this.name = name;
  }

  /** Takes the value that comes next. */
  final void read(JsonReader json) throws InvalidEventException {
    present = json.peek() != 'n';
    valid = !present || accept(json);
    if (!present) {
      json.skip();
    }
  }

  /** Reads a value that is not null; false where it is not of the field's form. */
  abstract boolean accept(JsonReader json) throws InvalidEventException;

  /** Whether a number comes next. */
  static boolean isNumber(JsonReader json) {
    byte next = json.peek();
    return next == '-' || (next >= '0' && next <= '9');
  }

  /** Passes over a value of another form. */
  static boolean refuse(JsonReader json) throws InvalidEventException {
    json.skip();
    return false;
  }

  /** Whether a string is text of so many bytes in UTF-8 at most. */
  static boolean isWithin(String text, int mostBytes) {
    int bytes = Utf8.length(text);
    return bytes != Utf8.NO_TEXT && bytes <= mostBytes;
  }

  final void checkPresent() throws InvalidEventException {
    if (!present) {
      throw InvalidEventException.missing(name);
    }
  }

  /** Whether the field says anything; what it says is then of its form. */
  final boolean isGiven() throws InvalidEventException {
    check(!present || valid);
    return present;
  }

  final void check(boolean ok) throws InvalidEventException {
    if (!ok) {
      throw InvalidEventException.invalid(name);
    }
  }
}
