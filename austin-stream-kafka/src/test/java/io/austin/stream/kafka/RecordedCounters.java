package io.austin.stream.kafka;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group that remembers its counters and gauges by their full names. */
final class RecordedCounters extends UnregisteredMetricsGroup {
  private final String path;
  private final Map<String, Counter> counters;
  private final Map<String, Gauge<?>> gauges;

  RecordedCounters() {
    this("", new TreeMap<>(), new TreeMap<>());
  }

  private RecordedCounters(
      String path, Map<String, Counter> counters, Map<String, Gauge<?>> gauges) {
    this.path = path;
    this.counters = counters;
    this.gauges = gauges;
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>(counters.keySet());
    names.addAll(gauges.keySet());
    return names;
  }

  long count(String name) {
    return counters.get(name).getCount();
  }

  Object value(String name) {
    return gauges.get(name).getValue();
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordedCounters(path + name + ".", counters, gauges);
  }

  @Override
  public Counter counter(String name) {
    return counters.computeIfAbsent(path + name, unseen -> new SimpleCounter());
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    gauges.put(path + name, gauge);
    return gauge;
  }
}
