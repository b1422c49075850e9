package io.austin.stream.bench.subject;

import io.austin.stream.test.cluster.ClusterJob;
import io.austin.stream.test.cluster.FlinkCluster;
import io.austin.stream.test.cluster.Submission;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The job on a cluster of its own. */
public final class JobWork implements Work {
  /** The name of the JobManager's process in results. */
  public static final String JOB_MANAGER = "jobmanager";

  private final FlinkCluster flink;
  private final Submission submission;
  private final boolean countsJourneys;
  private @Nullable ClusterJob job;

  JobWork(FlinkCluster flink, Submission submission, boolean countsJourneys) {
    this.flink = flink;
    this.submission = submission;
    this.countsJourneys = countsJourneys;
  }

  @Override
  public boolean countsJourneys() {
    return countsJourneys;
  }

  @Override
  public void begin() throws Exception {
    job = flink.submit(submission);
  }

  @Override
  public Map<String, Long> processes() {
    return Map.of(
        SUBJECT, flink.taskManagers().get(0).pid(), JOB_MANAGER, flink.jobManager().pid());
  }

  /** The TaskManager's process is what may end: Flink restarts a job that fails. */
  @Override
  public void check() {
    if (!flink.taskManagers().get(0).isRunning()) {
      throw new IllegalStateException("the TaskManager ended, see " + flink.logs());
    }
  }

  /** A savepoint completes only when Redis has everything before it, and cut trails too. */
  @Override
  public void finish() throws Exception {
    Objects.requireNonNull(job, "the job was not begun").stopWithSavepoint();
  }

  @Override
  public void close() {
    flink.close();
  }
}
