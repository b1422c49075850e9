package io.austin.stream.common;

import org.jspecify.annotations.Nullable;

/** What counts as blank: absent, empty, or nothing but {@link Character#isWhitespace}. */
final class Text {
  private Text() {}

  static boolean isBlank(@Nullable String text) {
    for (int i = 0; text != null && i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
