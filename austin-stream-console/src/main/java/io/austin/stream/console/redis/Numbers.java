package io.austin.stream.console.redis;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers as they stand in Redis. */
final class Numbers {
  private Numbers() {}

  /** The integer; empty where the text is none. */
  static Optional<Integer> integer(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }

  /** The long; empty where the text is none. */
  static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }

  /** The count; 0 where there is none. */
  static long count(@Nullable String text) {
    return text == null ? 0 : number(text).filter(count -> count > 0).orElse(0L);
  }
}
