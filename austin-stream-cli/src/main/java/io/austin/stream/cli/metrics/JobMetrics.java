package io.austin.stream.cli.metrics;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The job's metrics in Flink's registry, summed over subtasks. What tasks counted before they were
 * restarted still counts.
 */
public final class JobMetrics {
  /** The key of the reporter's configuration under which it finds its reader. */
  static final String NAME = "reader";

  private static final Map<String, JobMetrics> READERS = new ConcurrentHashMap<>();

  private static final String EVENTS_COMMITTED = "redis.eventsCommitted";
  private static final String WRITES_SKIPPED = "redis.writesSkippedAsReplayed";
  private static final String COMMANDS_REFUSED = "redis.commandsRefused";
  private static final String EVENT_AGE = "redis.eventAgeMillis";
  private static final String DEAD_LETTERS = "deadLetters";
  private static final String RECORDS_IN = "numRecordsIn";
  private static final String PENDING = "pendingRecords";
  private static final String RESTARTS = "numRestarts";
  private static final String CURRENT_OFFSET = "currentOffset";

  private static final String CLOCK_LAG = "journeys.clockLagMillis";

  private final String job;
  private final Map<Metric, Name> present = new ConcurrentHashMap<>();
  private final Map<Name, Long> ofTheGone = new ConcurrentHashMap<>();

  private JobMetrics(String job) {
    this.job = job;
  }

  /**
   * A reader of the metrics of the Flink that will have this configuration.
   *
   * @param job the name of the job that they are to be of
   */
  public static JobMetrics addTo(Configuration flink, String job) {
    String name = UUID.randomUUID().toString();
    JobMetrics metrics = new JobMetrics(job);
    READERS.put(name, metrics);
    String prefix = "metrics.reporter." + job + ".";
    String others = flink.getString("metrics.reporters", "");
    flink.setString("metrics.reporters", others.isEmpty() ? job : others + "," + job);
    flink.setString(prefix + "factory.class", JobMetricsReporterFactory.class.getName());
    flink.setString(prefix + NAME, name);
    return metrics;
  }

  static JobMetrics called(String name) {
    return Objects.requireNonNull(READERS.get(name), name);
  }

  void add(Metric metric, String metricName, MetricGroup group) {
    Name name = Name.of(metricName, group);
    if (name != null && Name.variable(group, "job_name").equals(job)) {
      present.put(metric, name);
    }
  }

  void remove(Metric metric, String metricName, MetricGroup group) {
    Name name = present.remove(metric);
    if (name != null && metric instanceof Counter counter) {
      ofTheGone.merge(name, counter.getCount(), Long::sum);
    }
  }

  /** How many records the source has read; after a restart, those read again count again. */
  public long recordsIn() {
    return count(name -> name.metric.equals(RECORDS_IN));
  }

  /** How many events stand in Redis. After a restart, replayed ones count again. */
  public long eventsCommitted() {
    return count(name -> name.metric.equals(EVENTS_COMMITTED));
  }

  /** How many writes were left out because Redis showed them already. */
  public long writesSkipped() {
    return count(name -> name.metric.equals(WRITES_SKIPPED));
  }

  /** How many commands Redis refused for their key. */
  public long commandsRefused() {
    return count(name -> name.metric.equals(COMMANDS_REFUSED));
  }

  /** How many records were no valid events, by reason. */
  public Map<String, Long> deadLetters() {
    Map<String, Long> byReason = new TreeMap<>();
    Predicate<Name> deadLetters = name -> name.metric.equals(DEAD_LETTERS);
    ofTheGone.forEach(
        (name, count) -> {
          if (deadLetters.test(name)) {
            byReason.merge(name.detail, count, Long::sum);
          }
        });
    present.forEach(
        (metric, name) -> {
          if (deadLetters.test(name) && metric instanceof Counter counter) {
            byReason.merge(name.detail, counter.getCount(), Long::sum);
          }
        });
    return byReason;
  }

  /**
   * How many records Kafka holds that the job has not read; -1 where nothing reads, so that nothing
   * tells.
   */
  public long lag() {
    return present.values().stream().anyMatch(name -> name.metric.equals(PENDING))
        ? gauges(PENDING)
        : -1;
  }

  /** The offset of the last record of each of the topic's partitions that its task has read. */
  public Map<Integer, Long> lastRead(String topic) {
    Map<Integer, Long> offsets = new TreeMap<>();
    present.forEach(
        (metric, name) -> {
          if (name.metric.equals(CURRENT_OFFSET)
              && name.detail.startsWith(topic + "/")
              && metric instanceof Gauge<?> gauge
              && gauge.getValue() instanceof Long offset) {
            int partition = Integer.parseInt(name.detail.substring(topic.length() + 1));
            offsets.merge(partition, offset, Math::max);
          }
        });
    return offsets;
  }

  /** How often the job was restarted. */
  public long restarts() {
    return gauges(RESTARTS);
  }

  /** How far the clock of the journeys is behind, in milliseconds; -1 where it does not go yet. */
  public long clockLag() {
    return present.entrySet().stream()
        .filter(entry -> entry.getValue().metric.equals(CLOCK_LAG))
        .mapToLong(
            entry ->
                entry.getKey() instanceof Gauge<?> gauge && gauge.getValue() instanceof Long lag
                    ? lag
                    : -1)
        .max()
        .orElse(-1);
  }

  /** How old events were when they stood in Redis, in the last batches; of the worst subtask. */
  public EventAge eventAge() {
    List<EventAge> ages =
        present.entrySet().stream()
            .filter(entry -> entry.getValue().metric.equals(EVENT_AGE))
            .filter(entry -> entry.getKey() instanceof Histogram)
            .map(entry -> EventAge.of((Histogram) entry.getKey()))
            .toList();
    return ages.stream().reduce(EventAge.UNKNOWN, EventAge::worse);
  }

  private long count(Predicate<Name> chosen) {
    long gone =
        ofTheGone.entrySet().stream()
            .filter(entry -> chosen.test(entry.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return gone
        + present.entrySet().stream()
            .filter(entry -> chosen.test(entry.getValue()))
            .mapToLong(entry -> entry.getKey() instanceof Counter counter ? counter.getCount() : 0)
            .sum();
  }

  private long gauges(String metric) {
    return present.entrySet().stream()
        .filter(entry -> entry.getValue().metric.equals(metric))
        .mapToLong(entry -> value(entry.getKey()))
        .sum();
  }

  private static long value(Metric metric) {
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? Math.max(0, number.longValue())
        : 0;
  }

  /**
   * What tells apart the metrics that are read here.
   *
   * @param metric its name, behind the groups of this project's own
   * @param detail the reason of dead letters, topic/partition of an offset, else empty
   */
  private record Name(String metric, String detail) {
    static @Nullable Name of(String name, MetricGroup group) {
      String qualified = groupOf(group) + name;
      return switch (qualified) {
        case EVENTS_COMMITTED,
            WRITES_SKIPPED,
            COMMANDS_REFUSED,
            EVENT_AGE,
            PENDING,
            RESTARTS,
            CLOCK_LAG ->
            new Name(qualified, "");
        case RECORDS_IN ->
            variable(group, "operator_name").startsWith("Source: ")
                ? new Name(qualified, "")
                : null;
        case DEAD_LETTERS -> new Name(qualified, variable(group, "reason"));
        case CURRENT_OFFSET ->
            new Name(qualified, variable(group, "topic") + "/" + variable(group, "partition"));
        default -> null;
      };
    }

    private static String variable(MetricGroup group, String name) {
      return group.getAllVariables().getOrDefault("<" + name + ">", "unknown");
    }

    private static String groupOf(MetricGroup group) {
      String[] scope = group.getScopeComponents();
      String last = scope.length == 0 ? "" : scope[scope.length - 1];
      return last.equals("redis") || last.equals("journeys") ? last + "." : "";
    }
  }
}
