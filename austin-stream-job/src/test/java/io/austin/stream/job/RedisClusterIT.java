package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.redis.Masters;
import io.austin.stream.redis.RedisClients;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.test.model.RedisContents;
import io.austin.stream.test.server.RedisCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/**
 * The job writes to a Redis Cluster whose slots move to other nodes meanwhile, and one of whose
 * masters is killed, so that its replica takes over with what it has.
 */
class RedisClusterIT extends RunningJobIT {
  private static final long SEED = 7;
  private static final int SLOTS_MOVED = 80;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The keys of a slot that moves take with them what is left, and the way is not counted. */
  private static final Duration MOVING = Duration.ofSeconds(10);

  @Test
  void slotsMoveAndAMasterDies(@TempDir Path data) throws Exception {
    try (RedisCluster redis = RedisCluster.start()) {
      JobClient job;
      try (Traffic traffic = Traffic.startSlowly(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        job = start(Map.of("redis.uri", redis.uri(), "parallelism", "2"), null);
        awaitCommitted(2_000);
        redis.move(0, SLOTS_MOVED, redis.node(0), redis.node(1));
        awaitCommitted(committed() + 2_000);
        redis.move(0, SLOTS_MOVED / 2, redis.node(1), redis.node(2));
        redis.node(0).kill();
        await().atMost(PATIENCE).until(redis::isFailedOver);
        awaitCommitted(committed() + 4_000);
      }
      finish(job, data);
      assertAgrees(RedisEndpoint.parse(redis.uri()));
    }
  }

  @Test
  void whatAReplicaLackedIsWrittenAgain(@TempDir Path data) throws Exception {
    try (RedisCluster redis = RedisCluster.start();
        LogLines log = LogLines.of("io.austin.stream.functions.redis")) {
      JobClient job;
      try (Traffic traffic = Traffic.startSlowly(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        job = start(Map.of("redis.uri", redis.uri(), "parallelism", "2"), null);
        awaitCommitted(2_000);
        redis.cutOffReplica();
        awaitCommitted(committed() + 2_000);
        redis.node(0).kill();
        await().atMost(PATIENCE).until(redis::isFailedOver);
        awaitCommitted(committed() + 2_000);
      }
      finish(job, data);
      assertThat(log.anyNames("Redis lost writes that it had acknowledged: austinLog-")).isTrue();
      assertAgrees(RedisEndpoint.parse(redis.uri()));
    }
  }

  private static void finish(JobClient job, Path data) {
    awaitEverythingCommitted();
    stop(job, data);
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
