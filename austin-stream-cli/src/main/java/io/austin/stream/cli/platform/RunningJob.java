package io.austin.stream.cli.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job while it runs, and how it ended. */
public final class RunningJob {
  private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration CHECKPOINT_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final MiniCluster cluster;
  private final JobID id;
  private final CompletableFuture<JobResult> result;

  RunningJob(MiniCluster cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
    this.result = cluster.requestJobResult(id);
  }

  /** The id that Flink knows it by. */
  public JobID id() {
    return id;
  }

  /**
   * Does nothing while it runs.
   *
   * @throws JobFailedException when it has ended, which it never does by itself unless it fails
   */
  public void throwIfOver() throws JobFailedException {
    if (!result.isDone()) {
      return;
    }
    throw new JobFailedException(causeOfEnd());
  }

  private @Nullable Throwable causeOfEnd() {
    try {
      return result
          .join()
          .getSerializedThrowable()
          .map(failure -> failure.deserializeError(RunningJob.class.getClassLoader()))
          .orElse(null);
    } catch (RuntimeException noResult) {
      return noResult;
    }
  }

  /**
   * Waits until all of its tasks run.
   *
   * @throws JobFailedException when it has ended before
   */
  public void awaitRunning() throws Exception {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!areAllTasksRunning()) {
      throwIfOver();
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException(
            "The job did not start within " + START_LIMIT.toSeconds() + " s");
      }
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    }
  }

  private boolean areAllTasksRunning() throws Exception {
    AccessExecutionGraph graph = cluster.getExecutionGraph(id).get(10, TimeUnit.SECONDS);
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes a checkpoint; true when it is complete and the job was not restarted meanwhile, so that
   * it covers all that was read before.
   */
  public boolean isCheckpointedWithoutRestart() throws InterruptedException {
    try {
      long attempt = attempt();
      cluster.triggerCheckpoint(id).get(CHECKPOINT_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return attempt == attempt();
    } catch (ExecutionException | TimeoutException notTaken) {
      LOG.info("No checkpoint this time", notTaken);
      return false;
    }
  }

  /** Changes when the job is restarted. */
  private long attempt() throws ExecutionException, InterruptedException, TimeoutException {
    AccessExecutionGraph graph = cluster.getExecutionGraph(id).get(10, TimeUnit.SECONDS);
    return graph.getStatusTimestamp(JobStatus.RUNNING);
  }

  /** Why the job was restarted last; empty when it never was. */
  public Optional<Throwable> lastFailure() {
    try {
      var failure = cluster.getExecutionGraph(id).get(5, TimeUnit.SECONDS).getFailureInfo();
      return Optional.ofNullable(failure)
          .map(info -> info.getException().deserializeError(RunningJob.class.getClassLoader()));
    } catch (ExecutionException | TimeoutException notToBeAsked) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Stops it at once; what it had not checkpointed is read again next time. */
  public void cancel() throws Exception {
    if (!result.isDone()) {
      cluster.cancelJob(id).get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
      result.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Stops it behind a savepoint, which goes where Flink is configured to; returns its path. */
  public String stopWithSavepoint() throws Exception {
    String path =
        cluster
            .stopWithSavepoint(id, null, false, SavepointFormatType.CANONICAL)
            .get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    result.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    return path;
  }
}
