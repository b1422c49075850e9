package io.austin.stream.test.cluster;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;

/** A job on a cluster. Each call asks the JobManager anew and fails if that is away. */
public final class ClusterJob {
  private static final long LIMIT_SECONDS = 30;

  private final FlinkCluster cluster;
  private final JobID id;
  private final Optional<String> origin;

  ClusterJob(FlinkCluster cluster, JobID id, Optional<String> origin) {
    this.cluster = cluster;
    this.id = id;
    this.origin = origin;
  }

  /** What the JobManager makes of the job. */
  public JobStatus status() throws Exception {
    return ask(client -> client.getJobStatus(id));
  }

  /** Takes a checkpoint; returns when it is complete. */
  public void checkpoint() throws Exception {
    ask(client -> client.triggerCheckpoint(id, CheckpointType.DEFAULT));
  }

  /** Cancels the job unless it has ended; its checkpoints stay. Returns when it has. */
  public void cancel() throws Exception {
    if (!status().isTerminalState()) {
      ask(client -> client.cancel(id));
    }
    while (!status().isTerminalState()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /**
   * Stops the job with a savepoint; returns its path when the job has ended.
   *
   * @throws Exception also when the job is just being restarted: it may be asked again
   */
  public String stopWithSavepoint() throws Exception {
    return ask(
        client ->
            client.stopWithSavepoint(
                id, false, cluster.savepoints(), SavepointFormatType.CANONICAL));
  }

  /**
   * The newest snapshot to go on from when the job is gone: its newest completed checkpoint, or
   * what it was itself restored from; none where it had neither.
   */
  public Optional<String> newestCheckpoint() {
    return cluster.checkpoints().newestOf(id).or(() -> origin);
  }

  @Override
  public String toString() {
    return id.toString();
  }

  private <T> T ask(Function<RestClusterClient<?>, CompletableFuture<T>> question)
      throws Exception {
    try (RestClusterClient<?> client = cluster.client()) {
      return question.apply(client).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }
}
