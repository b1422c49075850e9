package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.test.server.RedisSentinels;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol.Command;

/**
 * The master is killed while the job writes, and Sentinels make its replica the master: the job
 * goes on there, and what the replica had not received is written again from Kafka.
 */
class SentinelFailoverIT extends RunningJobIT {
  private static final long SEED = 6;
  private static final String FENCES = "Austin:Stream:Fence:austinLogGroup:*";

  @ParameterizedTest(name = "a replica that lags: {0}")
  @ValueSource(booleans = {false, true})
  void theJobGoesOnAtTheNewMaster(boolean lagging, @TempDir Path data) throws Exception {
    try (RedisSentinels redis = RedisSentinels.start()) {
      JobClient job;
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        job =
            start(
                Map.of(
                    "redis.uri",
                    redis.uri(),
                    "redis.sentinel.password",
                    RedisSentinels.PASSWORD,
                    "parallelism",
                    "2"),
                null);
        awaitCommitted(2_000);
        if (lagging) {
          cutOff(redis.replica());
          awaitCommitted(committed() + 4_000);
          assertThat(fences(redis.replica())).isLessThan(fences(redis.master()));
        }
        redis.master().kill();
        await().atMost(PATIENCE).until(() -> redis.namedPort() == redis.replica().port());
        awaitCommitted(committed() + 4_000);
      }
      awaitEverythingCommitted();
      stop(job, data);
      assertHoldsWhatTheModelSays(redis.replica().client());
    }
  }

  /** Leaves the replica with what it has: its master is where nobody listens. */
  private static void cutOff(RedisServer replica) {
    replica.client().sendCommand(Command.REPLICAOF, "127.0.0.1", "1");
  }

  /** How far the job has come there, summed over its fences. */
  private static long fences(RedisServer server) {
    return server.client().keys(FENCES).stream()
        .filter(key -> !key.endsWith("Buckets"))
        .mapToLong(key -> Long.parseLong(server.client().get(key)))
        .sum();
  }
}
