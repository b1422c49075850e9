package io.austin.stream.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Field names of eight letters that Jackson's table of names holds for the same, whatever its seed:
 * its hash mixes the first four with 33 times the last four before the seed comes in.
 */
final class CollidingNames {
  private static final int INVERSE = 0x3E0F83E1;
  private static final int TARGET = 0x12345678;

  private CollidingNames() {}

  static List<String> list(int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = 0; names.size() < count; i++) {
      int first = letters(i);
      int last = (TARGET - mixed(first)) * INVERSE;
      if (isPlain(last)) {
        byte[] name = ByteBuffer.allocate(8).putInt(first).putInt(last).array();
        names.add(new String(name, StandardCharsets.US_ASCII));
      }
    }
    return names;
  }

  private static int mixed(int quad) {
    int hash = quad + (quad >>> 15);
    return hash ^ (hash >>> 9);
  }

  private static int letters(int number) {
    int quad = 0;
    for (int rest = number, i = 0; i < 4; i++, rest /= 52) {
      quad = (quad << 8) | '(' + rest % 52;
    }
    return quad;
  }

  private static boolean isPlain(int quad) {
    for (int i = 0; i < 4; i++) {
      int letter = (quad >>> (8 * i)) & 0xFF;
      if (letter < '(' || letter > '~' || letter == '\\') {
        return false;
      }
    }
    return true;
  }
}
