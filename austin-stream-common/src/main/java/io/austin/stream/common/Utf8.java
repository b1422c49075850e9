package io.austin.stream.common;

/**
 * Strict UTF-8 as RFC 3629 defines it. What decodes to half a surrogate pair, to a character's
 * longer form or to nothing in Unicode comes out of Redis as something else, and two receivers may
 * become one.
 */
final class Utf8 {
  /** The length of what is no text. */
  static final int NO_TEXT = -1;

  private static final int INVALID = 0;

  private Utf8() {}

  /**
   * How many bytes a text takes; {@link #NO_TEXT} for one with half of a surrogate pair, as an
   * escape in JSON can spell it. There is no UTF-8 of that, and Java writes a question mark.
   */
  static int length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      bytes += c < 0x800 ? 1 : 2;
      if (Character.isSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isSurrogatePair(c, text.charAt(i))) {
          return NO_TEXT;
        }
      }
    }
    return bytes;
  }

  static boolean isValid(byte[] text) {
    int length;
    for (int i = 0; i < text.length; i += length) {
      length = text[i] >= 0 ? 1 : sequenceLength(text, i);
      if (length == INVALID) {
        return false;
      }
    }
    return true;
  }

  private static int sequenceLength(byte[] text, int start) {
    int lead = text[start] & 0xFF;
    int length = lead < 0xC2 || lead > 0xF4 ? INVALID : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == INVALID || start + length > text.length || !isSecond(lead, text[start + 1])) {
      return INVALID;
    }
    for (int i = start + 2; i < start + length; i++) {
      if ((text[i] & 0xC0) != 0x80) {
        return INVALID;
      }
    }
    return length;
  }

  /** Whether the byte may follow the lead: some leads allow only a part of the continuations. */
  private static boolean isSecond(int lead, byte second) {
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    int value = second & 0xFF;
    return value >= least && value <= most;
  }
}
