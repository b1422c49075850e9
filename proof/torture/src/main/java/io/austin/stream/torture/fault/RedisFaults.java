package io.austin.stream.torture.fault;

import io.austin.stream.proof.Patience;
import io.austin.stream.test.event.EventGenerator;
import io.austin.stream.test.event.Workload;
import io.austin.stream.test.server.RedisServer;
import io.austin.stream.torture.site.AppendOnlyFile;
import io.austin.stream.torture.site.OneRedis;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import redis.clients.jedis.Jedis;

/** Faults of Redis. */
final class RedisFaults {
  /** One that any Redis knows. */
  static final Fault FOREIGN_KEY =
      new Fault(
          "redis-foreign-key",
          "somebody writes a string to the key of a receiver's trail",
          RedisFaults::foreignKey);

  private static final long WORTH_LOSING_BYTES = 64 << 10;

  private RedisFaults() {}

  static List<Fault> all() {
    return List.of(
        FOREIGN_KEY,
        new Fault(
            "redis-kill",
            "kill -9 of Redis, which keeps what it acknowledged; after a while it is back",
            RedisFaults::kill),
        new Fault(
            "redis-memory",
            "Redis is out of memory for a while and refuses writes",
            RedisFaults::outOfMemory),
        new Fault(
            "redis-back",
            "Redis dies and comes back with an older state; the job writes again what is lost",
            RedisFaults::putBack));
  }

  private static void kill(Victim victim, Random random) throws Exception {
    RedisServer redis = victim.site().oneRedis().server();
    redis.kill();
    Victim.linger(random, Duration.ZERO, Duration.ofSeconds(4));
    redis.restart();
  }

  private static void outOfMemory(Victim victim, Random random) throws Exception {
    setMaxMemory(victim.site().oneRedis().server(), "1mb");
    Victim.linger(random, Duration.ofSeconds(2), Duration.ofSeconds(8));
    setMaxMemory(victim.site().oneRedis().server(), "0");
  }

  static void setMaxMemory(RedisServer redis, String bytes) {
    try (Jedis jedis = new Jedis(redis.uri())) {
      jedis.configSet("maxmemory", bytes);
    }
  }

  /** One that the traffic is likely to reach, as the traffic draws it. */
  private static void foreignKey(Victim victim, Random random) {
    EventGenerator events =
        EventGenerator.seeded(random.nextLong(), Workload.SINGLE, Clock.systemUTC());
    String receiver = events.next().getIds().iterator().next();
    victim.foreignKeys().add(receiver);
    try (Jedis jedis = new Jedis(victim.site().redis().holding(receiver).uri())) {
      jedis.set(receiver, "not a trail");
    }
  }

  private static void putBack(Victim victim, Random random) throws Exception {
    OneRedis redis = victim.site().oneRedis();
    victim.probe().awaitArrival();
    AppendOnlyFile file = redis.appendOnlyFile();
    long length = file.length();
    Victim.linger(random, Duration.ofSeconds(1), Duration.ofSeconds(5));
    Patience.until("Redis has much to lose", () -> file.length() > length + WORTH_LOSING_BYTES);
    redis.server().kill();
    file.cutTo(length);
    redis.server().restart();
  }
}
