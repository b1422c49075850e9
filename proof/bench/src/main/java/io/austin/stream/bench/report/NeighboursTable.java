package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Neighbours;
import io.austin.stream.bench.result.Neighbours.Point;
import io.austin.stream.bench.result.RunFigures;
import java.io.PrintWriter;
import java.util.Locale;

/** What neighbours see, on the screen. */
public final class NeighboursTable {
  private NeighboursTable() {}

  /** Prints a line for each setting. */
  public static void print(Neighbours result, PrintWriter out) {
    out.println();
    out.println("What another client of Redis waits for, in milliseconds");
    out.printf(
        "%-36s %8s %8s %8s %8s %8s %8s %10s%n",
        "", "GET 50 %", "99 %", "worst", "LRANGE", "99 %", "worst", "events/s");
    row("nobody else", result.quiet(), out);
    result.points().forEach(point -> row(title(point), point, out));
    out.flush();
  }

  private static String title(Point point) {
    RunFigures run = point.run();
    String subject = run == null ? "" : run.workload() + " " + run.subject();
    return point.axis().isEmpty()
        ? subject
        : "%s %s=%d".formatted(subject, point.axis(), point.value());
  }

  private static void row(String title, Point point, PrintWriter out) {
    Distribution get = point.get();
    Distribution range = point.range();
    RunFigures run = point.run();
    out.printf(
        Locale.ROOT,
        "%-36s %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %,10.0f%n",
        title,
        get.p50(),
        get.p99(),
        get.max(),
        range.p50(),
        range.p99(),
        range.max(),
        run == null ? 0 : run.steadyPerSecond());
  }
}
