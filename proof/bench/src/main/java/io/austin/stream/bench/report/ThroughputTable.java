package io.austin.stream.bench.report;

import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.result.Throughput;
import io.austin.stream.bench.result.Throughput.Ratio;
import java.io.PrintWriter;
import java.util.Locale;

/** Throughput side by side, on the screen. */
public final class ThroughputTable {
  private static final String ROW = "%-3s %-17s %11s %11s %8s %8s %8s %8s %9s %9s %9s%n";

  private ThroughputTable() {}

  /** Prints the medians and the ratios. */
  public static void print(Throughput result, PrintWriter out) {
    out.println();
    out.println("Medians; CPU in seconds per million events, Redis per event");
    out.printf(
        ROW,
        "",
        "",
        "events/s",
        "last 70 %",
        "CPU own",
        "JobMgr",
        "Redis",
        "Kafka",
        "bytes",
        "commands",
        "memory");
    result.medians().forEach(median -> row(median, out));
    out.println();
    for (Ratio ratio : result.ratios()) {
      out.printf(
          Locale.ROOT,
          "%-3s job / %-17s %5.2f over the last 70 %%, %5.2f over the whole run%n",
          ratio.workload(),
          ratio.than(),
          ratio.steady(),
          ratio.whole());
    }
    out.flush();
  }

  private static void row(RunFigures run, PrintWriter out) {
    out.printf(
        ROW,
        run.workload(),
        run.subject(),
        number("%,.0f", run.perSecond()),
        number("%,.0f", run.steadyPerSecond()),
        cpu(run, "subject"),
        cpu(run, "jobmanager"),
        cpu(run, "redis"),
        cpu(run, "kafka"),
        number("%,.0f", run.redisBytesPerEvent()),
        number("%.2f", run.redisCommandsPerEvent()),
        number("%,.0f", run.redisMemoryPerEvent()));
  }

  private static String cpu(RunFigures run, String process) {
    Double seconds = run.cpuSecondsPerMillion().get(process);
    return seconds == null ? "" : number("%.2f", seconds);
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
