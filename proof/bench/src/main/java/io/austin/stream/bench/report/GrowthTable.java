package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Growth;
import io.austin.stream.bench.result.Growth.Axis;
import io.austin.stream.bench.result.Growth.Point;
import io.austin.stream.bench.result.RunFigures;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** What changes when one thing grows, on the screen. */
public final class GrowthTable {
  private GrowthTable() {}

  /** Prints a line for each value. */
  public static void print(Growth result, PrintWriter out) {
    out.println();
    out.println(
        "The job's last 70 %; CPU in seconds per million events, memory in Redis per event");
    out.printf(
        "%-12s %12s %10s %10s %10s %10s %12s%n",
        "", "", "events/s", "CPU own", "CPU Redis", "bytes", "resident MiB");
    for (Axis axis : result.axes()) {
      axis.points().forEach(point -> row(axis.name(), point, out));
    }
    out.flush();
  }

  private static void row(String axis, Point point, PrintWriter out) {
    RunFigures run = point.run();
    out.printf(
        Locale.ROOT,
        "%-12s %,12d %,10.0f %10.2f %10.2f %,10.0f %,12d%n",
        axis,
        point.value(),
        run.steadyPerSecond(),
        run.cpuSecondsPerMillion().getOrDefault("subject", 0.0),
        run.cpuSecondsPerMillion().getOrDefault("redis", 0.0),
        run.redisMemoryPerEvent(),
        run.peakResidentMib());
    if (axis.equals("backlog")) {
      out.println(
          "             speed of each tenth: "
              + run.tenths().stream()
                  .map(speed -> String.format(Locale.ROOT, "%,.0f", speed))
                  .collect(Collectors.joining(" ")));
    }
  }
}
