package io.austin.stream.bench.report;

import io.austin.stream.bench.report.Plots.Bar;
import io.austin.stream.bench.report.Plots.Group;
import io.austin.stream.bench.result.Machine;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.result.Throughput;
import io.austin.stream.bench.result.Throughput.Ratio;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Throughput side by side, on the page, and the machine it was measured on. */
public final class ThroughputSection extends Section<Throughput> {
  private static final String OF_ONE = "throughput";
  private static final String OF_CLUSTER = "throughput-cluster";

  private static final Table<RunFigures> MEDIANS = medians();

  private static final Table<RunFigures> CLUSTER_MEDIANS =
      medians().with("transactions or calls per event", RunFigures::redisCommitsPerEvent);

  private static final Table<Ratio> RATIOS =
      Table.<Ratio>of("ratio", it -> "%s %s / %s".formatted(it.workload(), it.subject(), it.than()))
          .with("last 70 %", it -> hundredths(it.steady()))
          .with("whole run", it -> hundredths(it.whole()))
          .with("Redis' CPU per event", it -> hundredths(it.redis()));

  private final Table<RunFigures> medians;

  private ThroughputSection(String name, Table<RunFigures> medians) {
    super(name, Throughput.class);
    this.medians = medians;
  }

  /** The section of one Redis. */
  public static ThroughputSection ofOne() {
    return new ThroughputSection(OF_ONE, MEDIANS);
  }

  /** The section of a Redis Cluster beside one Redis. */
  public static ThroughputSection ofCluster() {
    return new ThroughputSection(OF_CLUSTER, CLUSTER_MEDIANS);
  }

  private static Table<RunFigures> medians() {
    return Table.<RunFigures>of("median", it -> it.workload() + " " + it.subject())
        .with("events/s, last 70 %", RunFigures::steadyPerSecond)
        .with("whole run", RunFigures::perSecond)
        .with("CPU s per million: own", it -> it.cpuSecondsPerMillion().get("subject"))
        .with("JobManager", it -> it.cpuSecondsPerMillion().get("jobmanager"))
        .with("Redis", it -> it.cpuSecondsPerMillion().get("redis"))
        .with("Kafka", it -> it.cpuSecondsPerMillion().get("kafka"))
        .with("Redis runs, % of the time", it -> ofTime(it.redisRunning(), it))
        .with("waits for a core", it -> ofTime(it.redisWaiting(), it))
        .with("bytes to Redis per event", RunFigures::redisBytesPerEvent)
        .with("commands per event", RunFigures::redisCommandsPerEvent)
        .with("Redis memory per event", RunFigures::redisMemoryPerEvent)
        .with("own process at most, MiB", RunFigures::peakResidentMib);
  }

  private static String hundredths(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  @Override
  void put(Throughput result, MarkedText text, Plots plots) throws IOException {
    String machine = machine(result.machine());
    if (name().equals(OF_ONE)) {
      text.put("machine", machine);
      machine = "";
    }
    text.put(
        name(),
        images(result, plots)
            + "\n"
            + tables(result)
            + "\n"
            + backlogs(result.medians(), result)
            + machine);
  }

  @Override
  String images(Throughput result, Plots plots) throws IOException {
    List<Group> groups =
        result.medians().stream()
            .map(RunFigures::workload)
            .distinct()
            .map(it -> new Group("Workload " + it, bars(it, result.medians())))
            .toList();
    return plots.addBars(
        name(),
        "Events a second, by subject",
        "Events a second over the last 70 %, median",
        groups);
  }

  private static List<Bar> bars(String workload, List<RunFigures> medians) {
    return medians.stream()
        .filter(run -> run.workload().equals(workload))
        .map(run -> new Bar(run.subject(), run.steadyPerSecond()))
        .toList();
  }

  @Override
  public String tables(Throughput result) {
    return medians.of(result.medians()) + "\n" + RATIOS.of(result.ratios());
  }

  private static String ofTime(double share, RunFigures run) {
    boolean known = run.redisRunning() > 0;
    return known ? String.format(Locale.ROOT, "%.0f", 100 * share) : "";
  }

  private static String backlogs(List<RunFigures> medians, Throughput result) {
    RunFigures any = medians.get(0);
    String backlogs =
        medians.stream()
            .map(it -> "%,d events on %s".formatted(it.events(), it.workload()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "Backlogs of %s, over %d partitions; runs of each subject: %d. Redis was exact after %s.\n"
        .formatted(
            backlogs,
            any.partitions(),
            any.run(),
            result.isExact() ? "every one" : "NOT every one");
  }

  private static String machine(Machine machine) {
    return "Measured on %s: %d cores (%s), %,d MiB of memory, %s, %s, Redis %s."
        .formatted(
            machine.measuredAt().substring(0, 10),
            machine.processors(),
            machine.processorModel(),
            machine.memoryMib(),
            machine.system(),
            machine.java(),
            machine.redis());
  }
}
