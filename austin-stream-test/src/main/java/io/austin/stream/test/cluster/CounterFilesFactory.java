package io.austin.stream.test.cluster;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes the reporter that keeps a process's counters in a file; Flink finds it. */
public final class CounterFilesFactory implements MetricReporterFactory {
  static final String DIRECTORY = "directory";

  @Override
  public CounterFileReporter createMetricReporter(Properties properties) {
    return new CounterFileReporter(
        Path.of(properties.getProperty(DIRECTORY))
            .resolve(ProcessHandle.current().pid() + Counters.SUFFIX));
  }
}
