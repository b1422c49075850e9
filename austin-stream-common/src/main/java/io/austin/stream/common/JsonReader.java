package io.austin.stream.common;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Reads JSON as RFC 8259 defines it, value by value, from bytes that are valid UTF-8. There is
 * nothing that makes it recurse, look up or compute more than a value's bytes: nesting, names and
 * numbers may be of any size.
 *
 * <p>It is this project's own since what a record is must not depend on the library that happens to
 * be there: Jackson's versions judge half a surrogate pair differently, and most of them guess at
 * encodings and bound nesting and lengths.
 */
final class JsonReader {
  private static final int HEX_DIGITS = 4;

  private final byte[] json;
  private int position;

  /** Whether the string that was passed last has escapes, and other characters than ASCII. */
  private boolean hasEscapes;

  private boolean isAscii;

  /** Stands at the first value. */
  JsonReader(byte[] utf8) {
    this.json = utf8;
  }

  /** The first byte of what comes next; 0, which begins nothing, at the end. */
  byte peek() {
    byte next = current();
    while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
      position++;
      next = current();
    }
    return next;
  }

  private byte current() {
    return position < json.length ? json[position] : 0;
  }

  /** Checks that nothing comes any more. */
  void end() throws InvalidEventException {
    check(peek() == 0 && position == json.length);
  }

  /** Enters an object or an array. False where it is empty, and left already. */
  boolean open(char opening, char closing) throws InvalidEventException {
    expect(opening);
    return !isSkipped(closing);
  }

  /** Goes on within an object or an array. False where it ends, and is left. */
  boolean more(char closing) throws InvalidEventException {
    if (isSkipped(',')) {
      return true;
    }
    expect(closing);
    return false;
  }

  /** The name of a field; its value comes next. */
  String name() throws InvalidEventException {
    String name = string();
    check(!hasEscapes || Utf8.length(name) != Utf8.NO_TEXT);
    expect(':');
    return name;
  }

  /** A string; with half of a surrogate pair where an escape spells one. */
  String string() throws InvalidEventException {
    peek();
    int start = position + 1;
    skipString();
    int end = position - 1;
    if (hasEscapes) {
      return unescaped(start, end);
    }
    return new String(
        json, start, end - start, isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private String unescaped(int start, int end) {
    StringBuilder text = new StringBuilder(end - start);
    int from = start;
    for (int i = start; i < end; i++) {
      if (json[i] == '\\') {
        text.append(new String(json, from, i - from, StandardCharsets.UTF_8));
        i++;
        if (json[i] == 'u') {
          text.append((char) hex(i + 1));
          i += HEX_DIGITS;
        } else {
          text.append(unescaped(json[i]));
        }
        from = i + 1;
      }
    }
    return text.append(new String(json, from, end - from, StandardCharsets.UTF_8)).toString();
  }

  private static char unescaped(byte escaped) {
    switch (escaped) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        return (char) escaped;
    }
  }

  /** A number as it is spelled. */
  String number() throws InvalidEventException {
    peek();
    int start = position;
    skipNumber();
    return new String(json, start, position - start, StandardCharsets.ISO_8859_1);
  }

  /** Passes over a value, whatever it is. */
  void skip() throws InvalidEventException {
    BitSet objects = new BitSet(0);
    int depth = 0;
    do {
      byte first = peek();
      if (first == '{' || first == '[') {
        boolean isObject = first == '{';
        if (isObject ? open('{', '}') : open('[', ']')) {
          objects.set(depth++, isObject);
          skipNameWithin(isObject);
          continue;
        }
      } else {
        skipScalar(first);
      }
      while (depth > 0 && !more(objects.get(depth - 1) ? '}' : ']')) {
        depth--;
      }
      skipNameWithin(depth > 0 && objects.get(depth - 1));
    } while (depth > 0);
  }

  private void skipNameWithin(boolean isObject) throws InvalidEventException {
    if (isObject) {
      name();
    }
  }

  private void skipScalar(byte first) throws InvalidEventException {
    switch (first) {
      case '"':
        skipString();
        break;
      case 't':
        expect("true");
        break;
      case 'f':
        expect("false");
        break;
      case 'n':
        expect("null");
        break;
      default:
        skipNumber();
    }
  }

  private void skipString() throws InvalidEventException {
    expect('"');
    hasEscapes = false;
    isAscii = true;
    for (byte next = current(); next != '"'; next = current()) {
      position++;
      if (next == '\\') {
        hasEscapes = true;
        skipEscape();
      } else if (next < 0) {
        isAscii = false;
      } else {
        check(next >= ' ');
      }
    }
    position++;
  }

  private void skipEscape() throws InvalidEventException {
    byte escaped = current();
    position++;
    if (escaped == 'u') {
      check(position + HEX_DIGITS <= json.length && hex(position) >= 0);
      position += HEX_DIGITS;
    } else {
      check(escaped != 0 && "\"\\/bfnrt".indexOf(escaped) >= 0);
    }
  }

  /** The value of four hexadecimal digits; negative where they are none. */
  private int hex(int start) {
    int value = 0;
    for (int i = start; i < start + HEX_DIGITS; i++) {
      int digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
      value = value << 4 | digit;
    }
    return value;
  }

  private void skipNumber() throws InvalidEventException {
    isSkippedHere('-');
    if (!isSkippedHere('0')) {
      skipDigits();
    }
    if (isSkippedHere('.')) {
      skipDigits();
    }
    if (isSkippedHere('e') || isSkippedHere('E')) {
      if (!isSkippedHere('-')) {
        isSkippedHere('+');
      }
      skipDigits();
    }
  }

  private void skipDigits() throws InvalidEventException {
    int start = position;
    while (current() >= '0' && current() <= '9') {
      position++;
    }
    check(position > start);
  }

  private void expect(String literal) throws InvalidEventException {
    for (int i = 0; i < literal.length(); i++) {
      check(isSkippedHere(literal.charAt(i)));
    }
  }

  private void expect(char token) throws InvalidEventException {
    check(isSkipped(token));
  }

  private boolean isSkipped(char token) {
    peek();
    return isSkippedHere(token);
  }

  private boolean isSkippedHere(char expected) {
    if (current() != expected) {
      return false;
    }
    position++;
    return true;
  }

  private static void check(boolean isJson) throws InvalidEventException {
    if (!isJson) {
      throw InvalidEventException.notJson();
    }
  }
}
