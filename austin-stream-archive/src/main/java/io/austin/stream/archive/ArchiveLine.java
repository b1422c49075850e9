package io.austin.stream.archive;

import io.austin.stream.cli.metrics.JobMetrics;
import io.austin.stream.cli.run.RunLine;
import io.austin.stream.cli.screen.LiveLine;

/** How a run of the archive stands: how much it reads, and how much there is to read. */
final class ArchiveLine implements RunLine {
  private final JobMetrics metrics;
  private long lastAt = System.nanoTime();
  private long lastIn;

  ArchiveLine(JobMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void show(LiveLine live) {
    if (!live.isDue()) {
      return;
    }
    long now = System.nanoTime();
    long in = metrics.recordsIn();
    live.show(
        "in %,.0f/s  total %,d  lag %s  restarts %d"
            .formatted(
                (in - lastIn) / (Math.max(1, now - lastAt) / 1e9),
                in,
                RunLine.count(metrics.lag()),
                metrics.restarts()));
    lastAt = now;
    lastIn = in;
  }
}
