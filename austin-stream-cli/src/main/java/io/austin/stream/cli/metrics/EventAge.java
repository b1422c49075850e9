package io.austin.stream.cli.metrics;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/**
 * How old events were when they stood in Redis.
 *
 * @param batches how many batches the figures are from; 0: they mean nothing
 * @param p50 the median in milliseconds
 * @param p95 nineteen in twenty are younger
 * @param p99 all but one in a hundred are younger
 */
public record EventAge(int batches, long p50, long p95, long p99) {
  static final EventAge UNKNOWN = new EventAge(0, 0, 0, 0);

  static EventAge of(Histogram histogram) {
    HistogramStatistics statistics = histogram.getStatistics();
    return statistics.size() == 0
        ? UNKNOWN
        : new EventAge(
            statistics.size(),
            Math.round(statistics.getQuantile(0.50)),
            Math.round(statistics.getQuantile(0.95)),
            Math.round(statistics.getQuantile(0.99)));
  }

  EventAge worse(EventAge other) {
    return new EventAge(
        batches + other.batches,
        Math.max(p50, other.p50),
        Math.max(p95, other.p95),
        Math.max(p99, other.p99));
  }

  /** Whether there were any batches. */
  public boolean isKnown() {
    return batches > 0;
  }
}
