package io.austin.stream.job.preflight;

import io.austin.stream.common.JourneyKeys;
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
  private final Set<String> unknown = new LinkedHashSet<>();
  private final Set<String> refusals = new LinkedHashSet<>();

  private RedisRights(Jedis redis) {
    this.redis = redis;
  }

  /**
   * Asks for all that the job does; without transactions for nothing else, as that would be done.
   *
   * @param redis a connection of no further use
   * @param cluster whether it leads to a node of a Redis Cluster
   */
  static RedisRights ofTheJob(Jedis redis, TraceKeys names, boolean cluster) {
    RedisRights rights = new RedisRights(redis);
    String own = names.own("Preflight");
    rights.ask(Command.WATCH, own);
    if (rights.ask(Command.MULTI)) {
      rights.askInATransaction(names, own);
      if (cluster) {
        rights.askForScripts(own);
      }
    }
    return rights;
  }

  /** Asks for all that the insights job does, beside what it takes to ask. */
  static RedisRights ofInsights(Jedis redis, TraceKeys names, boolean cluster) {
    RedisRights rights = new RedisRights(redis);
    if (rights.ask(Command.MULTI)) {
      String own = JourneyKeys.among(names).prefix() + "Preflight";
      rights.ask(Command.EVAL, "return 0", "0");
      rights.ask(Command.GET, own);
      rights.ask(Command.SET, own, "");
      rights.ask(Command.DEL, own);
      rights.ask(Command.HSET, own, "", "");
      rights.ask(Command.HDEL, own, "");
      rights.ask(Command.ZADD, own, "1", "");
      rights.ask(Command.ZREM, own, "");
      rights.ask(Command.PEXPIRE, own, "1");
      rights.ask(Command.TIME);
    }
    return rights;
  }

  private void askInATransaction(TraceKeys names, String own) {
    ask(Command.LPUSH, names.messageTrail("preflight"), "");
    ask(Command.LPUSH, names.receiverTrail("0"), "");
    ask(Command.LTRIM, own, "0", "0");
    ask(Command.HINCRBY, own, "", "1");
    ask(Command.HSET, own, "", "");
    ask(Command.ZINCRBY, own, "1", "");
    ask(Command.PFADD, own, "");
    ask(Command.PEXPIRE, own, "1");
    ask(Command.PEXPIREAT, own, "1");
    ask(Command.SET, own, "");
    ask(Command.GET, own);
    ask(Command.MGET, own);
    ask(Command.MSET, own, "");
    ask(Command.EVAL, "return 0", "0");
    ask(Command.PTTL, own);
    ask(Command.TIME);
  }

  private void askForScripts(String own) {
    ask(Command.EVALSHA, "0", "0");
    ask(Command.HMGET, own, "");
    ask(Command.EXISTS, own);
    ask(Command.DEL, own);
  }

  /** Whether it may be done. */
  private boolean ask(Command command, String... words) {
    try {
      redis.sendCommand(command, words);
      return true;
    } catch (JedisDataException refused) {
      String reply = String.valueOf(refused.getMessage());
      if (reply.startsWith("NOPERM") && reply.contains("to access")) {
        keys.add(words[0]);
      } else if (reply.startsWith("NOPERM")) {
        commands.add("+" + command.name().toLowerCase(Locale.ROOT));
      } else if (reply.contains("unknown command")) {
        unknown.add(command.name());
      } else if (!isOfAnotherNode(reply)) {
        refusals.add(reply);
      }
      return false;
    }
  }

  /** A node of a cluster says so of a key that is another's; it has looked at the rights before. */
  private static boolean isOfAnotherNode(String reply) {
    return reply.startsWith("MOVED") || reply.startsWith("ASK ") || reply.startsWith("TRYAGAIN");
  }

  /** Commands that this server has not, as it is another product or they were renamed. */
  Set<String> unknown() {
    return unknown;
  }

  /** What else the server said, such as that it is full. */
  Set<String> refusals() {
    return refusals;
  }

  /** What to grant, for a message; empty when the user may do all that the job does. */
  String toGrant() {
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
