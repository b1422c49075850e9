package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.functions.EventFunction;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
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

  /**
   * As long as it takes to write again what Redis lost, or to wait for it: more than Flink waits.
   */
  @Test
  void checkpointsThatRunOutDoNotEndTheJob(@TempDir Path data, @InjectMiniCluster MiniCluster flink)
      throws Exception {
    Configuration impatient = configuration(null);
    impatient.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(2));
    try (RedisServer redis = RedisServer.start()) {
      JobClient job;
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, SEED, ZONE)) {
        job = startOn(impatient, Map.of("redis.uri", redis.uri()), EventFunction.unchanged());
        awaitCommitted(2_000);
        redis.suspend();
        long before = failedCheckpoints(flink, job);
        await().atMost(PATIENCE).until(() -> failedCheckpoints(flink, job) >= before + 3);
        redis.resume();
        awaitCommittedFromNow(2_000);
      }
      awaitEverythingCommitted();
      assertThat(graph(flink, job).getAllExecutionVertices())
          .allMatch(task -> task.getCurrentExecutionAttempt().getAttemptNumber() == 0);
      stop(job, data);
      assertHoldsWhatTheModelSays(redis.client());
    }
  }

  private static long failedCheckpoints(MiniCluster flink, JobClient job) throws Exception {
    return graph(flink, job)
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfFailedCheckpoints();
  }

  private static AccessExecutionGraph graph(MiniCluster flink, JobClient job) throws Exception {
    return flink.getExecutionGraph(job.getJobID()).get();
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
