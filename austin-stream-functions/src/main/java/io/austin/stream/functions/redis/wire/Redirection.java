package io.austin.stream.functions.redis.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The errors by which a node of a Redis Cluster says that a slot is not its own, or not at the
 * moment: it has moved or is just moving. Nothing was applied. See the Redis Cluster specification,
 * "Redirection and resharding".
 */
public final class Redirection {
  private static final Set<String> FIRST_WORDS = Set.of("ASK", "MOVED", "TRYAGAIN");

  private Redirection() {}

  public static boolean is(@Nullable Object reply) {
    return reply instanceof JedisDataException error
        && FIRST_WORDS.contains(String.valueOf(error.getMessage()).split(" ", 2)[0]);
  }

  /** The node that a client is sent to; {@code null} where none is named. */
  static @Nullable HostAndPort target(JedisDataException redirection) {
    String[] words = String.valueOf(redirection.getMessage()).split(" ", -1); // ASK slot host:port
    return words.length == 3 && words[2].matches("[^?].*:\\d+") ? HostAndPort.from(words[2]) : null;
  }

  /** The same with the slot's number, which {@code TRYAGAIN} alone leaves out. */
  public static JedisDataException named(JedisDataException redirection, int slot) {
    String message = String.valueOf(redirection.getMessage());
    return message.startsWith("TRYAGAIN")
        ? new JedisDataException(message + " " + slot, redirection.getCause())
        : redirection;
  }

  /**
   * Whether a command of a script was refused so. Scripts hear no redirection: Redis 6.2 and 7 say
   * that the key is not local in the cluster, or that the cluster is down.
   */
  public static boolean isOfScript(JedisDataException error) {
    return String.valueOf(error.getMessage()).contains(" cluster ")
        || String.valueOf(error.getMessage()).endsWith(" cluster is down");
  }

  /** What such an error means for a slot. */
  public static JedisDataException of(int slot, JedisDataException error) {
    return new JedisDataException("TRYAGAIN slot " + slot + ": " + error.getMessage());
  }

  /** What is to be done where it does not pass. */
  static String advice(boolean cluster) {
    return cluster
        ? "; a slot is stuck on its way between two nodes, see redis-cli --cluster check"
        : "; this is a node of a Redis Cluster, begin redis.uri with redis+cluster://";
  }
}
