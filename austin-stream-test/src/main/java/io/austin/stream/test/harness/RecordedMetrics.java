package io.austin.stream.test.harness;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/**
 * The metrics that a function under test has registered. A metric is named by the end of its path:
 * its groups and its name, as in {@code "deadLetters.reason.not_json"}.
 */
public final class RecordedMetrics {
  private final Map<String, Metric> byPath = new ConcurrentHashMap<>();

  RecordedMetrics() {}

  /** What the function has counted so far. */
  public long counter(String path) {
    if (find(path) instanceof Counter counter) {
      return counter.getCount();
    }
    throw new AssertionError(path + " is no counter");
  }

  /** What the gauge shows now. */
  public Object gauge(String path) {
    if (find(path) instanceof Gauge<?> gauge) {
      return gauge.getValue();
    }
    throw new AssertionError(path + " is no gauge");
  }

  /** The metric itself, for its other kinds. */
  public Metric find(String path) {
    return byPath.entrySet().stream()
        .filter(metric -> metric.getKey().endsWith("." + path))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no metric " + path + " among " + new TreeMap<>(byPath).keySet()));
  }

  /** A task's metrics, which end up here with those of its operators. */
  TaskMetricGroup newTask() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer(
                (metric, name, group) -> byPath.put(group.getMetricIdentifier(name), metric))
            .build();
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            registry, "localhost", ResourceID.generate())
        .addJob(new JobID(), "test")
        .addTask(ExecutionAttemptID.randomId(), "function");
  }
}
