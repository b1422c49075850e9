package io.austin.stream.common;

import org.jspecify.annotations.Nullable;

/**
 * White space as Unicode defines it: the characters of its property White_Space. Java's own notions
 * leave out the no-break spaces and the next line, and take in four separators that are none.
 */
public final class WhiteSpace {
  private WhiteSpace() {}

  /** Whether a text is absent, empty, or nothing but white space: such an id is none. */
  public static boolean isBlank(@Nullable String text) {
    for (int i = 0; text != null && i < text.length(); i++) {
      if (!is(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The text without the white space at its ends. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && is(text.charAt(start))) {
      start++;
    }
    while (start < end && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Whether a character is white space. */
  public static boolean is(char c) {
    if (c <= ' ') {
      return c == ' ' || (c >= '\t' && c <= '\r');
    }
    switch (c) {
      case '\u0085': // next line
      case '\u00A0': // no-break space
      case '\u1680': // Ogham's space mark
      case '\u2028': // line separator
      case '\u2029': // paragraph separator
      case '\u202F': // narrow no-break space
      case '\u205F': // mathematical space
      case '\u3000': // ideographic space
        return true;
      default:
        return c >= '\u2000' && c <= '\u200A'; // from en quad to hair space
    }
  }
}
