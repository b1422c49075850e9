package io.austin.stream.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of real processes, and what can be done to them. */
@Timeout(180)
class FlinkClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Submission COUNTING =
      new Submission("counting", environment -> define(environment, 1));

  @TempDir static Path directory;
  private static FlinkCluster flink;

  @BeforeAll
  static void start() {
    flink = FlinkCluster.in(directory).taskManagers(2).slots(2).start();
  }

  /** Nothing is left of it. */
  @AfterAll
  static void stop() {
    List<Long> processes =
        Stream.concat(Stream.of(flink.jobManager()), flink.taskManagers().stream())
            .map(ClusterNode::pid)
            .toList();
    flink.close();
    assertThat(processes).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
  }

  @Test
  void aJobOutlivesItsTaskManagers() throws Exception {
    ClusterJob job = flink.submit(COUNTING);
    awaitCheckpointAfter(job, Optional.empty());

    for (ClusterNode taskManager : flink.taskManagers()) {
      taskManager.restart();
    }

    awaitCheckpointAfter(job, job.newestCheckpoint());
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(flink.counters().sum("numRecordsIn")).isPositive();
    job.cancel();
  }

  @Test
  void aJobGoesOnFromItsCheckpointWhenTheJobManagerDied() throws Exception {
    ClusterJob job = flink.submit(COUNTING);
    awaitCheckpointAfter(job, Optional.empty());

    flink.jobManager().restart();
    ClusterJob next = flink.submit(COUNTING.restoredFrom(job.newestCheckpoint()));

    awaitCheckpointAfter(next, job.newestCheckpoint());
    next.cancel();
  }

  @Test
  void aJobIsRescaledThroughASavepoint() throws Exception {
    ClusterJob job = flink.submit(COUNTING);
    awaitCheckpointAfter(job, Optional.empty());

    String savepoint = job.stopWithSavepoint();
    ClusterJob wider =
        flink.submit(
            new Submission("counting", environment -> define(environment, 4))
                .restoredFrom(Optional.of(savepoint)));

    awaitCheckpointAfter(wider, Optional.of(savepoint));
    wider.cancel();
  }

  @Test
  void aSuspendedTaskManagerIsGivenUpAndComesBack() throws Exception {
    ClusterJob job = flink.submit(COUNTING);
    awaitCheckpointAfter(job, Optional.empty());

    flink.taskManagers().forEach(ClusterNode::suspend);
    await().atMost(PATIENCE).until(() -> job.status() != JobStatus.RUNNING);
    flink.taskManagers().forEach(ClusterNode::resume);

    awaitCheckpointAfter(job, job.newestCheckpoint());
    job.cancel();
  }

  private static void define(StreamExecutionEnvironment environment, int parallelism) {
    environment.enableCheckpointing(200);
    environment.setParallelism(parallelism);
    environment
        .fromSequence(0, Long.MAX_VALUE)
        .map(
            number -> {
              Thread.sleep(1);
              return number;
            })
        .sinkTo(new DiscardingSink<>());
  }

  private static void awaitCheckpointAfter(ClusterJob job, Optional<String> before) {
    await()
        .atMost(PATIENCE)
        .until(() -> job.newestCheckpoint().isPresent() && !job.newestCheckpoint().equals(before));
  }
}
