package io.austin.stream.cli.run;

import io.austin.stream.cli.metrics.JobMetrics;
import io.austin.stream.job.AustinStreamJob;
import io.austin.stream.job.InsightsJob;
import io.austin.stream.job.JobProgram;

/** The jobs that there are to run. */
public enum JobKind {
  /** The one that writes the views. */
  VIEWS(AustinStreamJob.PROGRAM) {
    @Override
    RunLine line(JobMetrics metrics) {
      return new ProgressLine(metrics::recordsIn, metrics);
    }
  },

  /** The one that follows journeys. */
  INSIGHTS(InsightsJob.PROGRAM) {
    @Override
    RunLine line(JobMetrics metrics) {
      return new InsightsLine(metrics);
    }
  };

  private final JobProgram program;

  JobKind(JobProgram program) {
    this.program = program;
  }

  /** What is submitted. */
  public JobProgram program() {
    return program;
  }

  abstract RunLine line(JobMetrics metrics);
}
