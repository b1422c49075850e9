package io.austin.stream.torture;

import io.austin.stream.test.server.RedisServer;
import io.austin.stream.verify.model.RedisContents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** Redis while its writers are held up, so that each server is read at one moment. */
final class FrozenRedis {
  private static final Logger LOG = LoggerFactory.getLogger(FrozenRedis.class);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private FrozenRedis() {}

  /**
   * What these keys hold, server by server; nothing where one went away meanwhile, or let writers
   * go on too soon.
   */
  static Optional<RedisContents> read(List<RedisServer> servers, Predicate<String> keys) {
    List<Jedis> frozen = new ArrayList<>();
    try {
      long began = System.nanoTime();
      List<String> processes = new ArrayList<>();
      for (RedisServer server : servers) {
        Jedis jedis = new Jedis(server.uri());
        frozen.add(jedis);
        processes.add(process(jedis));
        jedis.sendCommand(Command.CLIENT, "PAUSE", Long.toString(LONGEST.toMillis()), "WRITE");
      }
      RedisContents contents =
          RedisContents.readAll(servers.stream().map(RedisServer::client).toList(), keys);
      LOG.info("Redis was frozen for {} ms", millisSince(began));
      boolean stillFrozen =
          millisSince(began) < LONGEST.toMillis()
              && frozen.stream().map(FrozenRedis::process).toList().equals(processes);
      return stillFrozen ? Optional.of(contents) : Optional.empty();
    } catch (JedisException away) {
      return Optional.empty();
    } finally {
      frozen.forEach(FrozenRedis::letGoOn);
    }
  }

  private static void letGoOn(Jedis jedis) {
    try (jedis) {
      jedis.sendCommand(Command.CLIENT, "UNPAUSE");
    } catch (JedisException away) {
      LOG.debug("A server is away", away);
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static String process(Jedis jedis) {
    return jedis
        .info("server")
        .lines()
        .filter(line -> line.startsWith("run_id:"))
        .findFirst()
        .orElseThrow();
  }
}
