package io.austin.stream.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;

/**
 * Writes a process's counters, summed by name over all tasks that it ever ran, to a file: they are
 * known when the process has been killed, but for the last moment.
 */
final class CounterFileReporter implements MetricReporter, Scheduled {
  private final Path file;
  private final Map<Counter, String> present = new ConcurrentHashMap<>();
  private final Map<String, Long> ofTheGone = new ConcurrentHashMap<>();

  CounterFileReporter(Path file) {
    this.file = file;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {
    report();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      present.put(counter, name);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter && present.remove(counter) != null) {
      ofTheGone.merge(name, counter.getCount(), Long::sum);
    }
  }

  @Override
  public synchronized void report() {
    Map<String, Long> sums = new TreeMap<>(ofTheGone);
    present.forEach((counter, name) -> sums.merge(name, counter.getCount(), Long::sum));
    Properties properties = new Properties();
    sums.forEach((name, sum) -> properties.setProperty(name, Long.toString(sum)));
    Path half = file.resolveSibling(file.getFileName() + ".half");
    try {
      try (Writer writer = Files.newBufferedWriter(half)) {
        properties.store(writer, null);
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
