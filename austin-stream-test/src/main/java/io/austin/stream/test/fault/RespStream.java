package io.austin.stream.test.fault;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One direction of a Redis connection, taken apart into complete values (RESP2 and RESP3) however
 * the bytes were cut on their way. It follows the lengths that the protocol gives and never looks
 * into a string, so that no payload can pass for a command.
 */
final class RespStream {
  private static final int LINE_END = 2;

  private final ByteArrayOutputStream value = new ByteArrayOutputStream();
  private final StringBuilder header = new StringBuilder();

  /** How many values are still to come, for the value itself and each aggregate open within. */
  private final Deque<Long> missing = new ArrayDeque<>(List.of(1L));

  private long stringLeft;

  /** The values that these bytes complete. */
  List<RespValue> feed(byte[] bytes, int length) {
    List<RespValue> complete = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < length) {
      at = stringLeft > 0 ? skipString(at, length) : readHeader(bytes, at);
      if (missing.isEmpty()) {
        value.write(bytes, start, at - start);
        complete.add(new RespValue(value.toByteArray()));
        value.reset();
        missing.push(1L);
        start = at;
      }
    }
    value.write(bytes, start, length - start);
    return complete;
  }

  private int skipString(int at, int length) {
    int skipped = (int) Math.min(stringLeft, length - at);
    stringLeft -= skipped;
    if (stringLeft == 0) {
      elementEnds();
    }
    return at + skipped;
  }

  private int readHeader(byte[] bytes, int at) {
    char next = (char) (bytes[at] & 0xff);
    if (next == '\n') {
      headerEnds(header.toString());
      header.setLength(0);
    } else if (next != '\r') {
      header.append(next);
    }
    return at + 1;
  }

  private void headerEnds(String line) {
    switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '$', '!', '=' -> stringBegins(count(line));
      case '*', '~', '>' -> aggregateBegins(count(line));
      case '%' -> aggregateBegins(2 * count(line));
      // An attribute comes in addition to the value that it describes.
      case '|' -> missing.push(missing.pop() + 2 * count(line));
      default -> elementEnds();
    }
  }

  private static long count(String line) {
    return Long.parseLong(line.substring(1));
  }

  private void stringBegins(long length) {
    if (length < 0) {
      elementEnds();
    } else {
      stringLeft = length + LINE_END;
    }
  }

  private void aggregateBegins(long elements) {
    if (elements <= 0) {
      elementEnds();
    } else {
      missing.push(elements);
    }
  }

  /** The end of a last element is the end of what it stands in. */
  private void elementEnds() {
    long left = missing.pop() - 1;
    while (left == 0 && !missing.isEmpty()) {
      left = missing.pop() - 1;
    }
    if (left > 0) {
      missing.push(left);
    }
  }
}
