package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Latency.Level;
import io.austin.stream.bench.result.Readers;
import io.austin.stream.bench.result.Readers.Point;
import java.io.PrintWriter;
import java.util.Locale;

/** Readers of the console, on the screen. */
public final class ReadersTable {
  private ReadersTable() {}

  /** Prints what they waited, and what the job did without and with them. */
  public static void print(Readers result, PrintWriter out) {
    for (Point point : result.points()) {
      Distribution waits = point.answers().waits();
      out.println();
      out.printf(
          Locale.ROOT,
          "%s, %d readers, %,d answers, %d errors: median %.1f ms, 99 %% %.1f ms, worst %.1f ms%n",
          point.alone().workload(),
          point.readers(),
          waits.samples(),
          point.answers().errors(),
          waits.p50(),
          waits.p99(),
          waits.max());
      job("the job alone", point.alone(), out);
      job("beside them", point.withReaders(), out);
    }
    out.flush();
  }

  private static void job(String title, Level level, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "  %-14s %,9.0f events/s of %,9.0f; visible after %.1f ms, 99 %% %.1f ms%n",
        title,
        level.appliedPerSecond(),
        level.perSecond(),
        level.latency().p50(),
        level.latency().p99());
  }
}
