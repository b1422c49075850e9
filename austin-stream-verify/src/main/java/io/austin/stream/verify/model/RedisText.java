package io.austin.stream.verify.model;

import java.nio.charset.StandardCharsets;

/** Text as it comes back from Redis, which knows bytes alone. */
final class RedisText {
  private RedisText() {}

  /** The text through UTF-8 and back: half a surrogate pair, which JSON can spell, becomes "?". */
  static String of(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
