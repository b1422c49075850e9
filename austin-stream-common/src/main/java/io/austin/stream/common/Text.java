package io.austin.stream.common;

import org.jspecify.annotations.Nullable;

/** What counts as blank: absent, empty, or nothing but {@link Character#isWhitespace}. */
final class Text {
  private Text() {}

  static boolean isBlank(@Nullable String text) {
    return text == null || text.chars().allMatch(Character::isWhitespace);
  }
}
