package io.austin.stream.cli.run;

import io.austin.stream.cli.metrics.JobMetrics;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.screen.Spans;

/** How a run of the insights job stands: how much it reads, and how far its clock is behind. */
final class InsightsLine implements RunLine {
  private final JobMetrics metrics;
  private long lastAt = System.nanoTime();
  private long lastIn;

  InsightsLine(JobMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void show(LiveLine live) {
    if (live.isDue()) {
      live.show(next());
    }
  }

  private String next() {
    long now = System.nanoTime();
    long in = metrics.recordsIn();
    double seconds = Math.max(1, now - lastAt) / 1e9;
    long behind = metrics.clockLag();
    String line =
        "in %,.0f/s  total %,d  lag %s  clock %s  restarts %d"
            .formatted(
                (in - lastIn) / seconds,
                in,
                RunLine.count(metrics.lag()),
                behind < 0 ? "stands" : Spans.of(behind) + " behind",
                metrics.restarts());
    lastAt = now;
    lastIn = in;
    return line;
  }
}
