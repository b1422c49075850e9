package io.austin.stream.bench.report;

import io.austin.stream.bench.plot.Bars;
import io.austin.stream.bench.plot.Bars.Bar;
import io.austin.stream.bench.plot.Bars.Group;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.result.Throughput;
import io.austin.stream.bench.result.Throughput.Ratio;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Throughput side by side, on the page. */
public final class ThroughputSection {
  private final Throughput result;

  /** The section of this result. */
  public ThroughputSection(Throughput result) {
    this.result = result;
  }

  String markdown(Plots plots) throws IOException {
    String image = plots.add("throughput", "Events a second, by subject", bars().svg());
    return image + "\n" + tables() + "\n" + runs();
  }

  /** The medians and the ratios, each in a table. */
  public String tables() {
    return figures() + "\n" + ratios();
  }

  private Bars bars() {
    List<Group> groups =
        result.medians().stream()
            .map(RunFigures::workload)
            .distinct()
            .map(workload -> new Group("Workload " + workload, bars(workload)))
            .toList();
    return new Bars("Events a second over the last 70 %, median", groups);
  }

  private List<Bar> bars(String workload) {
    return result.medians().stream()
        .filter(run -> run.workload().equals(workload))
        .map(run -> new Bar(run.subject(), run.steadyPerSecond()))
        .toList();
  }

  private MarkdownTable figures() {
    MarkdownTable table =
        new MarkdownTable(
            "median",
            "events/s, last 70 %",
            "whole run",
            "CPU s per million: own",
            "JobManager",
            "Redis",
            "Kafka",
            "Redis runs, % of the time",
            "waits for a core",
            "bytes to Redis per event",
            "commands per event",
            "Redis memory per event",
            "own process at most, MiB");
    for (RunFigures run : result.medians()) {
      table.row(
          List.of(
              run.workload() + " " + run.subject(),
              MarkdownTable.number(run.steadyPerSecond()),
              MarkdownTable.number(run.perSecond()),
              cpu(run, "subject"),
              cpu(run, "jobmanager"),
              cpu(run, "redis"),
              cpu(run, "kafka"),
              ofTime(run.redisRunning(), run),
              ofTime(run.redisWaiting(), run),
              MarkdownTable.number(run.redisBytesPerEvent()),
              MarkdownTable.number(run.redisCommandsPerEvent()),
              MarkdownTable.number(run.redisMemoryPerEvent()),
              Long.toString(run.peakResidentMib())));
    }
    return table;
  }

  private static String cpu(RunFigures run, String process) {
    Double seconds = run.cpuSecondsPerMillion().get(process);
    return seconds == null ? "" : MarkdownTable.number(seconds);
  }

  private static String ofTime(double share, RunFigures run) {
    boolean known = run.redisRunning() > 0;
    return known ? String.format(Locale.ROOT, "%.0f", 100 * share) : "";
  }

  private MarkdownTable ratios() {
    MarkdownTable table = new MarkdownTable("ratio", "last 70 %", "whole run");
    for (Ratio ratio : result.ratios()) {
      table.row(
          List.of(
              "%s job / %s".formatted(ratio.workload(), ratio.than()),
              String.format(Locale.ROOT, "%.2f", ratio.steady()),
              String.format(Locale.ROOT, "%.2f", ratio.whole())));
    }
    return table;
  }

  private String runs() {
    RunFigures any = result.medians().get(0);
    String backlogs =
        result.medians().stream()
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
}
