package io.austin.stream.cli.run;

import io.austin.stream.cli.metrics.JobMetrics;
import io.austin.stream.job.AustinStreamJob;
import io.austin.stream.job.InsightsJob;
import io.austin.stream.job.JobProgram;
import java.util.function.Function;

/**
 * A job that there is to run.
 *
 * @param program what is submitted
 * @param line how a run of it is shown
 */
public record JobKind(JobProgram program, Function<JobMetrics, RunLine> line) {
  /** The one that writes the views. */
  public static final JobKind VIEWS =
      new JobKind(
          AustinStreamJob.PROGRAM, metrics -> new ProgressLine(metrics::recordsIn, metrics));

  /** The one that follows journeys. */
  public static final JobKind INSIGHTS = new JobKind(InsightsJob.PROGRAM, InsightsLine::new);
}
