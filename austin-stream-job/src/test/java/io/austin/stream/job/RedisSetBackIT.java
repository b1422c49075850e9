package io.austin.stream.job;

import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;

/**
 * Redis comes back with an older snapshot while the job runs, as after a failover to a replica that
 * lagged: what it lost is written again from Kafka, by itself.
 */
class RedisSetBackIT extends RunningJobIT {
  private static final long SEED = 5;

  @Test
  void whatRedisLostIsWrittenAgain(@TempDir Path data) throws Exception {
    try (RedisServer redis = RedisServer.builder().dataDirectory(data).start()) {
      JobClient job;
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        job = start(Map.of("redis.uri", redis.uri(), "parallelism", "2"), null);
        awaitCommitted(2_000);
        redis.client().sendCommand(Protocol.Command.SAVE);
        awaitCommitted(committed() + 4_000);
        redis.kill();
        redis.restart();
        awaitCommitted(committed() + 4_000);
      }
      awaitEverythingCommitted();
      stop(job, data);
      assertHoldsWhatTheModelSays(redis.client());
    }
  }
}
