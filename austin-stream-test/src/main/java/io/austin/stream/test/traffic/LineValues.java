package io.austin.stream.test.traffic;

import java.io.IOException;

/**
 * Endless values of which each is one line; those that are not are left out.
 *
 * @param all the values to choose from
 */
public record LineValues(Values all) implements Values {
  @Override
  public byte[] next() throws IOException {
    byte[] value = all.next();
    while (value == null || hasLineBreak(value)) {
      value = all.next();
    }
    return value;
  }

  private static boolean hasLineBreak(byte[] value) {
    for (byte b : value) {
      if (b == '\n') {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
