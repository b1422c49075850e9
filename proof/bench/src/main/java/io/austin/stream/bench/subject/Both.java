package io.austin.stream.bench.subject;

import io.austin.stream.bench.backlog.Backlog;
import java.util.HashMap;
import java.util.Map;

/**
 * The job with the insights job beside it, each on a cluster of its own: how fast the job is then.
 */
public final class Both implements Subject {
  private final Job job;
  private final Job insights;

  /** These two. */
  public Both(Job job, Job insights) {
    this.job = job;
    this.insights = insights;
  }

  @Override
  public String name() {
    return "job+insights";
  }

  @Override
  public int parallelism() {
    return job.parallelism();
  }

  @Override
  public Map<String, String> options() {
    return job.options();
  }

  @Override
  public Work prepare(Backlog backlog) throws Exception {
    JobWork ofJob = job.prepare(backlog);
    try {
      return new Together(ofJob, insights.prepare(backlog));
    } catch (Exception | Error failed) {
      ofJob.close();
      throw failed;
    }
  }

  private record Together(JobWork job, JobWork insights) implements Work {
    @Override
    public void begin() throws Exception {
      insights.begin();
      job.begin();
    }

    @Override
    public Map<String, Long> processes() {
      Map<String, Long> processes = new HashMap<>(job.processes());
      insights.processes().forEach((name, pid) -> processes.put("insights-" + name, pid));
      return processes;
    }

    @Override
    public void check() {
      job.check();
      insights.check();
    }

    @Override
    public void finish() throws Exception {
      job.finish();
      insights.finish();
    }

    @Override
    public void close() {
      try (job) {
        insights.close();
      }
    }
  }
}
