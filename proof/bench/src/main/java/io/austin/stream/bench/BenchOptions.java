package io.austin.stream.bench;

import io.austin.stream.bench.backlog.Traffic;
import io.austin.stream.bench.subject.JobSettings;
import io.austin.stream.cli.platform.Positive;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.event.Workload;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is measured. */
final class BenchOptions {
  @Option(
      names = "--workloads",
      paramLabel = "A,B",
      split = ",",
      description =
          "A: messages with 1 to 100 receivers, 6.7 on average; B: one receiver each. Default: both.")
  private List<String> workloads = List.of("A", "B");

  @Option(
      names = "--subjects",
      paramLabel = "S,S",
      split = ",",
      description =
          "Of ceiling, peer, peer-transaction, job and insights; with a cluster of ceiling and job."
              + " Default: all.")
  private @Nullable List<String> subjects;

  @Option(
      names = "--redis",
      paramLabel = "one|cluster",
      description =
          "cluster: three masters beside one Redis, for throughput and neighbours. Redis is the one"
              + " that is installed then, if it is of version 7 or later. Default: one.")
  private String redis = "one";

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "How many events a backlog of A has; one of B has 4 times as many, for they cost less."
              + " Default: ${DEFAULT-VALUE}.")
  private long events = 900_000;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often each subject runs; medians count. Default: ${DEFAULT-VALUE}.")
  private int runs = 3;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "How many partitions the topics have. Default: ${DEFAULT-VALUE}.")
  private int partitions = 4;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many subtasks the job has. Default: ${DEFAULT-VALUE}.")
  private int parallelism = 1;

  @Option(
      names = "--axes",
      paramLabel = "X,X",
      split = ",",
      description = "For growth: of partitions, parallelism, batch and backlog. Default: all.")
  private List<String> axes = GrowthBench.AXES;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long latency is measured at each load. Default: ${DEFAULT-VALUE}.")
  private int seconds = 20;

  @Option(
      names = "--backlog",
      paramLabel = "N",
      description = "How many events the longest backlog has. Default: ${DEFAULT-VALUE}.")
  private long backlog = 10_000_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same events. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "An option of the job, such as redis.buckets=64. May be given several times.")
  private Map<String, String> options = Map.of();

  @Option(
      names = "--flink",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Flink, such as taskmanager.memory.process.size=2g; 1g is the default there.")
  private Map<String, String> flink = Map.of();

  /**
   * What was asked for.
   *
   * @throws UsageException when a value is not accepted
   */
  BenchSettings settings() {
    return new BenchSettings(
        workloads.stream().map(BenchOptions::workload).toList(),
        subjects(),
        Positive.require("--events", events),
        Positive.require("--runs", runs),
        Positive.require("--partitions", partitions),
        axes.stream().map(axis -> oneOf("--axes", axis, GrowthBench.AXES)).toList(),
        Positive.require("--seconds", seconds),
        Positive.require("--backlog", backlog),
        seed,
        new JobSettings(
            ZoneId.systemDefault(),
            Positive.require("--parallelism", parallelism),
            options,
            flink));
  }

  /**
   * Whether a cluster is measured too.
   *
   * @throws UsageException when the value is not accepted
   */
  boolean isOnCluster() {
    return oneOf("--redis", redis, List.of("one", "cluster")).equals("cluster");
  }

  private List<String> subjects() {
    List<String> possible =
        isOnCluster() ? ThroughputBench.CLUSTER_SUBJECTS : ThroughputBench.SUBJECTS;
    return subjects == null
        ? possible
        : subjects.stream().map(subject -> oneOf("--subjects", subject, possible)).toList();
  }

  private static Workload workload(String letter) {
    for (Workload workload : Workload.values()) {
      if (Traffic.letter(workload).equalsIgnoreCase(letter)) {
        return workload;
      }
    }
    throw new UsageException("--workloads: '" + letter + "' is neither A nor B.");
  }

  private static String oneOf(String option, String name, List<String> names) {
    if (!names.contains(name)) {
      throw new UsageException("%s: '%s' is none of %s.".formatted(option, name, names));
    }
    return name;
  }
}
