package io.austin.stream.cli.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes the reporter that hands Flink's metrics over to {@link JobMetrics}; Flink finds it. */
public final class JobMetricsReporterFactory implements MetricReporterFactory {
  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new JobMetricsReporter(JobMetrics.called(properties.getProperty(JobMetrics.NAME)));
  }
}
