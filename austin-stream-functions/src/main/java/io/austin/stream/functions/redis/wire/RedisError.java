package io.austin.stream.functions.redis.wire;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What an error that Redis replied means for what was asked: it harms the key alone, for good, or
 * it will pass, or nothing that waits or repeats can mend it. See the Redis serialization protocol
 * specification, "Simple errors".
 */
public final class RedisError {
  /** First words of errors that pass. */
  private static final Set<String> PASSING =
      Set.of(
          "BUSY",
          "CLUSTERDOWN",
          "LOADING",
          "MASTERDOWN",
          "MISCONF",
          "NOREPLICAS",
          "OOM",
          "READONLY");

  /** Beginnings of errors that say what the key holds: another type, or values of another kind. */
  private static final List<String> OF_THE_KEY =
      List.of(
          "WRONGTYPE",
          "INVALIDOBJ",
          "ERR hash value is not an integer",
          "ERR increment or decrement would overflow");

  /**
   * Where a command of a script is refused, Redis 6.2 tells the script's error first, and where
   * {@code EXEC} itself is, that it was discarded.
   */
  private static final Pattern WITHIN =
      Pattern.compile(
          "(ERR Error running script .*?: -?|@user_script: ?\\d+: -?"
              + "|EXECABORT MultiExec discarded because of: )"
              + "(?<error>[A-Z]+ .*)",
          Pattern.DOTALL);

  private RedisError() {}

  /**
   * Whether it is the key's own, so that the command can never be done and nothing else suffers.
   */
  public static boolean isFinalForItsKey(JedisDataException error) {
    return OF_THE_KEY.stream().anyMatch(message(error)::startsWith);
  }

  /** Whether the user may not do it. */
  public static boolean isForbidden(JedisDataException error) {
    return message(error).startsWith("NOPERM");
  }

  /** Whether the server does not know the script that was named by its digest. */
  public static boolean isUnknownScript(JedisDataException error) {
    return message(error).startsWith("NOSCRIPT");
  }

  /** Whether {@code fences.lua} found fences of another incarnation. */
  public static boolean isOfAnotherIncarnation(JedisDataException error) {
    return message(error).startsWith("INCARNATION");
  }

  /** Whether the same may be done a while later. */
  public static boolean passes(JedisDataException error) {
    String message = message(error);
    return PASSING.contains(message.split(" ", 2)[0])
        || message.startsWith("ERR max number of clients");
  }

  private static String message(JedisDataException error) {
    String message = String.valueOf(error.getMessage());
    Matcher within = WITHIN.matcher(message);
    return within.matches() ? within.group("error") : message;
  }
}
