package io.austin.stream.functions.redis.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** Takes a reply of Redis for what it must be. */
public final class Reply {
  private Reply() {}

  /**
   * The reply, unless it is an error.
   *
   * @throws JedisDataException the error
   */
  public static @Nullable Object value(@Nullable Object reply) {
    if (reply instanceof JedisDataException error) {
      throw error;
    }
    return reply;
  }

  /** A reply of text; empty where it is none. */
  public static String text(@Nullable Object reply) {
    return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
  }

  /** A reply of many values. */
  public static List<?> list(@Nullable Object reply) {
    if (!(value(reply) instanceof List<?> values)) {
      throw new IllegalStateException("expected a list of values, but Redis replied " + reply);
    }
    return values;
  }

  /** A reply of many values, each a whole number in decimal digits, or 0 where there is none. */
  public static long[] numbers(@Nullable Object reply) {
    return list(reply).stream().mapToLong(Reply::number).toArray();
  }

  private static long number(@Nullable Object value) {
    return value == null
        ? 0
        : Long.parseLong(new String((byte[]) value, StandardCharsets.US_ASCII));
  }
}
