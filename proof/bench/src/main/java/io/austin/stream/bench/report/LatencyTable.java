package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Latency;
import io.austin.stream.bench.result.Latency.Level;
import java.io.PrintWriter;
import java.util.Locale;

/** Latencies, on the screen. */
public final class LatencyTable {
  private LatencyTable() {}

  /** Prints a line for each load. */
  public static void print(Latency result, PrintWriter out) {
    out.println();
    out.println("Milliseconds from an event's production to its being visible in Redis");
    out.printf(
        "%-3s %5s %10s %9s %9s %9s %9s %9s %14s%n",
        "", "load", "events/s", "median", "90 %", "99 %", "99.9 %", "worst", "producer late");
    for (Level level : result.levels()) {
      Distribution found = level.latency();
      out.printf(
          Locale.ROOT,
          "%-3s %3.0f %% %,10.0f %9.1f %9.1f %9.1f %9.1f %9.1f %14.1f%n",
          level.workload(),
          level.load() * 100,
          level.perSecond(),
          found.p50(),
          found.p90(),
          found.p99(),
          found.p999(),
          found.max(),
          level.producerLateMillis());
    }
    out.flush();
  }
}
