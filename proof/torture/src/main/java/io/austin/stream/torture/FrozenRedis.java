package io.austin.stream.torture;

import io.austin.stream.test.server.RedisServer;
import io.austin.stream.verify.model.RedisContents;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis whose writers are held up while it is read, so that it is read at one moment. */
final class FrozenRedis {
  private static final Logger LOG = LoggerFactory.getLogger(FrozenRedis.class);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final RedisServer redis;

  FrozenRedis(RedisServer redis) {
    this.redis = redis;
  }

  /** What these keys hold; nothing where it went away meanwhile, or let writers go on too soon. */
  Optional<RedisContents> read(Predicate<String> keys) {
    try (Jedis jedis = new Jedis(redis.uri())) {
      String process = process(jedis);
      long began = System.nanoTime();
      jedis.sendCommand(Command.CLIENT, "PAUSE", Long.toString(LONGEST.toMillis()), "WRITE");
      RedisContents contents = RedisContents.read(redis.client(), keys);
      LOG.info("Redis was frozen for {} ms", millisSince(began));
      boolean stillFrozen =
          millisSince(began) < LONGEST.toMillis() && process(jedis).equals(process);
      jedis.sendCommand(Command.CLIENT, "UNPAUSE");
      return stillFrozen ? Optional.of(contents) : Optional.empty();
    } catch (JedisException away) {
      return Optional.empty();
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
