package io.austin.stream.cli.run;

import io.austin.stream.cli.metrics.EventAge;
import io.austin.stream.cli.metrics.JobMetrics;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.screen.Spans;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How a run stands, in one line; rates are those since the line before. */
public final class ProgressLine implements RunLine {
  private final LongSupplier in;
  private final JobMetrics metrics;
  private final long start = System.nanoTime();
  private long lastAt = start;
  private long lastIn;
  private long lastOut;

  /**
   * A line that begins now.
   *
   * @param in how many records have come in so far
   */
  public ProgressLine(LongSupplier in, JobMetrics metrics) {
    this.in = in;
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
    long nowIn = in.getAsLong();
    long deadLetters = metrics.deadLetters().values().stream().mapToLong(Long::longValue).sum();
    long nowOut = metrics.eventsCommitted() + deadLetters;
    double seconds = Math.max(1, now - lastAt) / 1e9;
    String line =
        "%s  in %,.0f/s  out %,.0f/s  total %,d  lag %s  dead letters %,d%s%s"
            .formatted(
                elapsed(now),
                (nowIn - lastIn) / seconds,
                (nowOut - lastOut) / seconds,
                nowOut,
                RunLine.count(metrics.lag()),
                deadLetters,
                age(metrics.eventAge()),
                restarts(metrics.restarts()));
    lastAt = now;
    lastIn = nowIn;
    lastOut = nowOut;
    return line;
  }

  private String elapsed(long now) {
    Duration elapsed = Duration.ofNanos(now - start);
    return "%02d:%02d:%02d"
        .formatted(elapsed.toHours(), elapsed.toMinutesPart(), elapsed.toSecondsPart());
  }

  private static String age(EventAge age) {
    return age.isKnown()
        ? "  age p50 %s p99 %s".formatted(Spans.of(age.p50()), Spans.of(age.p99()))
        : "";
  }

  private static String restarts(long restarts) {
    return restarts == 0 ? "" : "  restarts " + restarts;
  }
}
