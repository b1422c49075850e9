package io.austin.stream.functions.redis;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The errors by which a node of a Redis Cluster says that a slot is not its own, or not at the
 * moment: it has moved or is just moving. Nothing was applied. See the Redis Cluster specification,
 * "Redirection and resharding".
 */
final class Redirection {
  private static final Set<String> FIRST_WORDS = Set.of("ASK", "MOVED", "TRYAGAIN");

  private Redirection() {}

  static boolean is(@Nullable Object reply) {
    return reply instanceof JedisDataException error
        && FIRST_WORDS.contains(String.valueOf(error.getMessage()).split(" ", 2)[0]);
  }

  /** The same with the slot's number, which {@code TRYAGAIN} alone leaves out. */
  static JedisDataException named(JedisDataException redirection, int slot) {
    String message = String.valueOf(redirection.getMessage());
    return message.startsWith("TRYAGAIN")
        ? new JedisDataException(message + " " + slot, redirection.getCause())
        : redirection;
  }

  /** What is to be done where it does not pass. */
  static String advice(boolean cluster) {
    return cluster
        ? "; a slot is stuck on its way between two nodes, see redis-cli --cluster check"
        : "; this is a node of a Redis Cluster, begin redis.uri with redis+cluster://";
  }
}
