package io.austin.stream.cli.metrics;

import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Hands metrics that come and go over to {@link JobMetrics}. */
final class JobMetricsReporter implements MetricReporter {
  private final JobMetrics metrics;

  JobMetricsReporter(JobMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    metrics.add(metric, name, group);
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    metrics.remove(metric, name, group);
  }
}
