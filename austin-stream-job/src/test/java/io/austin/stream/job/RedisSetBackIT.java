package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.functions.EventFunction;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/**
 * Redis comes back with an older snapshot while the job runs, as after a failover to a replica that
 * lagged: what it lost is written again from Kafka, by itself, and what a function of one's own
 * took out stays out.
 */
class RedisSetBackIT extends RunningJobIT {
  private static final long SEED = 5;

  /** Takes out every other template's events. */
  private static final EventFunction HALF =
      event -> event.getBusinessId() / 100_000_000 % 2 == 0 ? Optional.of(event) : Optional.empty();

  @Test
  void whatRedisLostIsWrittenAgain(@TempDir Path data) throws Exception {
    try (RedisServer redis = RedisServer.builder().dataDirectory(data).start()) {
      JobClient job;
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        job = start(Map.of("redis.uri", redis.uri(), "parallelism", "2"), null, HALF);
        awaitCommitted(2_000);
        redis.client().sendCommand(Protocol.Command.SAVE);
        awaitCommittedFromNow(4_000);
        redis.kill();
        redis.restart();
        awaitCommitted(committed() + 4_000);
      }
      awaitEverythingCommitted();
      awaitReportOfAllPartitions(redis.client());
      stop(job, data);
      assertHoldsWhatTheModelSays(redis.client(), HALF);
    }
  }

  @Test
  void whatRedisLostIsWrittenAgainWhereNoEventComesAnyMore(@TempDir Path data) throws Exception {
    try (RedisServer redis = RedisServer.start()) {
      JobClient job = start(Map.of("redis.uri", redis.uri(), "parallelism", "2"), null);
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        awaitCommitted(2_000);
      }
      awaitEverythingCommitted();
      redis.client().flushAll();

      await().atMost(PATIENCE).untilAsserted(() -> assertHoldsWhatTheModelSays(redis.client()));
      stop(job, data);
    }
  }

  /** Redis had lost what the job said of itself, too. */
  private static void awaitReportOfAllPartitions(RedisClient redis) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(redis.hget("Austin:Stream:Progress", "austinLogGroup:" + TOPIC))
                    .isNotNull()
                    .satisfies(RedisSetBackIT::assertSaysThatAllIsRead));
  }

  private static void assertSaysThatAllIsRead(String text) {
    ProgressReport report = ProgressReport.read(text).orElseThrow();
    assertThat(report.getTopicId()).isEqualTo(kafka.server().topicId(TOPIC).toString());
    assertThat(report.getPartitions())
        .hasSize(PARTITIONS)
        .allMatch(partition -> partition.getNext() > 0 && partition.getCurrentAt() > 0);
  }
}
