package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.redis.Masters;
import io.austin.stream.redis.RedisClients;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.test.server.Certificates;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.verify.model.RedisContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/**
 * The job writes to a Redis Cluster whose slots move to other nodes meanwhile or stay half-way, and
 * one of whose masters is killed, so that its replica takes over with what it has.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("io.austin.stream.test.server.RedisExecutable#standardAndInstalled")
class RedisClusterIT extends RunningJobIT {
  private static final long SEED = 7;
  private static final int SLOTS_MOVED = 80;
  private static final Duration STANDSTILL = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The keys of a slot that moves take with them what is left, and the way is not counted. */
  private static final Duration MOVING = Duration.ofSeconds(10);

  @Parameter RedisExecutable executable;

  @Test
  void slotsMoveAndAMasterDiesOverTlsAsAnAclUser(@TempDir Path data) throws Exception {
    Certificates certificates = Certificates.in(data);
    try (RedisCluster redis =
            RedisCluster.startSecured(
                executable, certificates, userWith("+cluster|slots +evalsha +hmget +exists +del"));
        LogLines log = LogLines.of("io.austin.stream.functions.redis.wire.Redis")) {
      String uri = redis.uri().replace("://", "://" + LOGIN + "@");
      String authority = certificates.authority().toString();
      JobClient job;
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        job = start(Map.of("redis.uri", uri, "redis.tls.ca", authority, "parallelism", "2"), null);
        awaitCommitted(2_000);
        int slot = busySlot(redis);
        redis.moveHalf(slot, redis.node(1), redis.node(2));
        await().atMost(PATIENCE).until(() -> log.anyNames("slot " + slot, "ASK " + slot));
        awaitStandstill();
        redis.move(slot, slot + 1, redis.node(1), redis.node(2));
        awaitCommitted(committed() + 1_000);
        redis.move(0, SLOTS_MOVED, redis.node(0), redis.node(1));
        redis.move(0, SLOTS_MOVED / 2, redis.node(1), redis.node(2));
        redis.node(0).kill();
        await().atMost(PATIENCE).until(redis::isFailedOver);
        awaitCommitted(committed() + 4_000);
      }
      finish(job, data);
      String reader = redis.uri().replace("://", "://:" + RedisCluster.PASSWORD + "@");
      assertAgrees(
          RedisEndpoint.parse(reader).trusting(Files.readString(certificates.authority())));
    }
  }

  @Test
  void whatAReplicaLackedIsWrittenAgain(@TempDir Path data) throws Exception {
    try (RedisCluster redis = RedisCluster.start(executable);
        LogLines log = LogLines.of("io.austin.stream.functions.redis")) {
      JobClient job;
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        job = start(Map.of("redis.uri", redis.uri(), "parallelism", "2"), null);
        awaitCommitted(2_000);
        redis.cutOffReplica();
        awaitCommittedFromNow(2_000);
        redis.node(0).kill();
        await().atMost(PATIENCE).until(redis::isFailedOver);
        awaitCommitted(committed() + 2_000);
      }
      finish(job, data);
      assertAgrees(RedisEndpoint.parse(redis.uri()));
      assertThat(log.anyNames("Redis lost writes that it had acknowledged: austinLog-"))
          .as(String.join("\n", log.lines()))
          .isTrue();
    }
  }

  /** Waits until no checkpoint has been completed for a while. */
  private static void awaitStandstill() {
    AtomicLong last = new AtomicLong();
    await()
        .during(STANDSTILL)
        .atMost(PATIENCE)
        .until(
            () -> {
              long now = committed();
              return last.getAndSet(now) == now;
            });
  }

  private static void finish(JobClient job, Path data) {
    awaitEverythingCommitted();
    stop(job, data);
  }

  /** The slot of the template that counts most at a node. */
  private static int busySlot(RedisCluster redis) {
    RedisClient node = redis.node(1).client();
    return node.keys("????????????????").stream()
        .filter(key -> node.type(key).equals("hash"))
        .max(Comparator.comparingLong(key -> total(node.hgetAll(key))))
        .map(redis::slotOf)
        .orElseThrow();
  }

  private static long total(Map<String, String> totals) {
    return totals.values().stream().mapToLong(Long::parseLong).sum();
  }

  private static void assertAgrees(RedisEndpoint endpoint) {
    assertHoldsWhatTheModelSays(
        kafka.server(), contents(endpoint), RULES.withExpiryTolerance(MOVING));
  }

  private static RedisContents contents(RedisEndpoint endpoint) {
    List<RedisClient> masters =
        Masters.of(endpoint, TIMEOUT).stream()
            .map(it -> RedisClients.to(it, endpoint, TIMEOUT, new ConnectionPoolConfig()))
            .toList();
    assertThat(masters).hasSize(3);
    try {
      return RedisContents.readAll(masters);
    } finally {
      masters.forEach(RedisClient::close);
    }
  }
}
