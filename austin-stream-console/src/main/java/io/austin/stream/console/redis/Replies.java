package io.austin.stream.console.redis;

import java.util.Optional;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/** Takes replies apart. */
final class Replies {
  private static final String WRONG_TYPE = "WRONGTYPE";

  private Replies() {}

  /** The reply; empty where the key is of another type and so is none of the job's. */
  static <T> Optional<T> unlessForeign(Response<T> response) {
    try {
      return Optional.ofNullable(response.get());
    } catch (JedisDataException refused) {
      if (String.valueOf(refused.getMessage()).startsWith(WRONG_TYPE)) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** The reply; empty where Redis refuses the command, as to a user who may not give it. */
  static <T> Optional<T> unlessRefused(Response<T> response) {
    try {
      return Optional.ofNullable(response.get());
    } catch (JedisDataException refused) {
      return Optional.empty();
    }
  }
}
