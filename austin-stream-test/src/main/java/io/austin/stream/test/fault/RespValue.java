package io.austin.stream.test.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/** One complete value of Redis's protocol, as its bytes: a command or a reply. */
final class RespValue {
  private final byte[] bytes;

  RespValue(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Whether Redis sent this by itself, in reply to nothing. */
  boolean isPush() {
    return bytes[0] == '>';
  }

  /** The name of a command, in capitals: the first of its strings, or an inline command's word. */
  String commandName() {
    int lineEnd = lineEnd(0);
    if (bytes[0] != '*') {
      return text(0, lineEnd).split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }
    int name = lineEnd + 2;
    if (name >= bytes.length || bytes[name] != '$') {
      return "";
    }
    int nameEnd = lineEnd(name);
    int length = Integer.parseInt(text(name + 1, nameEnd));
    return text(nameEnd + 2, nameEnd + 2 + length).toUpperCase(Locale.ROOT);
  }

  private int lineEnd(int from) {
    int end = from;
    while (bytes[end] != '\r' && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  @Override
  public String toString() {
    return text(0, bytes.length);
  }
}
