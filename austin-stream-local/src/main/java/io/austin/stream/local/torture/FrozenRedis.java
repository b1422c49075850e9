package io.austin.stream.local.torture;

import io.austin.stream.test.model.RedisContents;
import io.austin.stream.test.server.RedisServer;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis whose writers are held up while it is read, so that it is read at one moment. */
final class FrozenRedis {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final RedisServer redis;

  FrozenRedis(RedisServer redis) {
    this.redis = redis;
  }

  /** What Redis holds; nothing where it went away meanwhile, or let writers go on too soon. */
  Optional<RedisContents> read() {
    try (Jedis jedis = new Jedis(redis.uri())) {
      String process = process(jedis);
      long frozenUntil = System.nanoTime() + LONGEST.toNanos();
      jedis.sendCommand(Command.CLIENT, "PAUSE", Long.toString(LONGEST.toMillis()), "WRITE");
      RedisContents contents = RedisContents.read(redis.client());
      boolean stillFrozen = System.nanoTime() < frozenUntil && process(jedis).equals(process);
      jedis.sendCommand(Command.CLIENT, "UNPAUSE");
      return stillFrozen ? Optional.of(contents) : Optional.empty();
    } catch (JedisException away) {
      return Optional.empty();
    }
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
