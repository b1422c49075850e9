package io.austin.stream.job.preflight;

import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Finds out what an ACL user may not do, and changes nothing: Redis says no to a command when it is
 * to be queued in a transaction, and the transaction ends with the connection.
 */
final class RedisRights {
  private final Jedis redis;
  private final Set<String> commands = new LinkedHashSet<>();
  private final Set<String> keys = new LinkedHashSet<>();

  private RedisRights(Jedis redis) {
    this.redis = redis;
  }

  /**
   * What to grant, for a message; empty when the user may do all that the job does.
   *
   * @param redis a connection of no further use
   */
  static String missing(Jedis redis, TraceKeys names) {
    RedisRights rights = new RedisRights(redis);
    String own = names.own("Preflight");
    rights.ask(Command.WATCH, own);
    rights.ask(Command.MULTI);
    rights.ask(Command.LPUSH, names.messageTrail("preflight"), "");
    rights.ask(Command.LPUSH, names.receiverTrail("0"), "");
    rights.ask(Command.LTRIM, own, "0", "0");
    rights.ask(Command.HINCRBY, own, "", "1");
    rights.ask(Command.HSET, own, "", "");
    rights.ask(Command.ZINCRBY, own, "1", "");
    rights.ask(Command.PFADD, own, "");
    rights.ask(Command.PEXPIRE, own, "1");
    rights.ask(Command.PEXPIREAT, own, "1");
    rights.ask(Command.SET, own, "");
    rights.ask(Command.GET, own);
    rights.ask(Command.MGET, own);
    rights.ask(Command.MSET, own, "");
    rights.ask(Command.EVAL, "return 0", "0");
    rights.ask(Command.PTTL, own);
    rights.ask(Command.TIME);
    return rights.toGrant();
  }

  private void ask(Command command, String... words) {
    try {
      redis.sendCommand(command, words);
    } catch (JedisDataException refused) {
      String reply = String.valueOf(refused.getMessage());
      if (reply.startsWith("NOPERM") && reply.contains("to access")) {
        keys.add(words[0]);
      } else if (reply.startsWith("NOPERM")) {
        commands.add("+" + command.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private String toGrant() {
    List<String> grants = new ArrayList<>();
    if (!commands.isEmpty()) {
      grants.add(String.join(" ", commands));
    }
    if (!keys.isEmpty()) {
      grants.add("~* (no key such as " + String.join(", ", keys) + " is its own so far)");
    }
    return String.join(" ", grants);
  }
}
