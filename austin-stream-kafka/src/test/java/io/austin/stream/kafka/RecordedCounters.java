package io.austin.stream.kafka;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group that remembers its counters by their full names. */
final class RecordedCounters extends UnregisteredMetricsGroup {
  private final String path;
  private final Map<String, Counter> all;

  RecordedCounters() {
    this("", new TreeMap<>());
  }

  private RecordedCounters(String path, Map<String, Counter> all) {
    this.path = path;
    this.all = all;
  }

  Map<String, Counter> all() {
    return all;
  }

  long count(String name) {
    return all.get(name).getCount();
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordedCounters(path + name + ".", all);
  }

  @Override
  public Counter counter(String name) {
    return all.computeIfAbsent(path + name, unseen -> new SimpleCounter());
  }
}
