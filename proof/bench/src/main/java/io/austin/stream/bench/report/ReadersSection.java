package io.austin.stream.bench.report;

import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Latency.Level;
import io.austin.stream.bench.result.Readers;
import io.austin.stream.bench.result.Readers.Point;
import java.util.List;

/** Readers of the console, on the page. */
public final class ReadersSection {
  private final Readers result;

  /** The section of this result. */
  public ReadersSection(Readers result) {
    this.result = result;
  }

  /** What readers waited, and what the job did without and with them, each in a table. */
  public String tables() {
    MarkdownTable answers =
        new MarkdownTable(
            "workload", "readers", "answers", "errors", "median ms", "90 %", "99 %", "worst");
    MarkdownTable job =
        new MarkdownTable(
            "job", "produced/s", "applied/s", "visible after, median ms", "99 %", "worst");
    for (Point point : result.points()) {
      Distribution waits = point.answers().waits();
      answers.row(
          List.of(
              point.alone().workload(),
              Integer.toString(point.readers()),
              Long.toString(waits.samples()),
              Long.toString(point.answers().errors()),
              MarkdownTable.number(waits.p50()),
              MarkdownTable.number(waits.p90()),
              MarkdownTable.number(waits.p99()),
              MarkdownTable.number(waits.max())));
      row(job, point.alone(), "without readers");
      row(job, point.withReaders(), "with readers");
    }
    return answers + "\n" + job;
  }

  private static void row(MarkdownTable table, Level level, String title) {
    table.row(
        List.of(
            level.workload() + " " + title,
            MarkdownTable.number(level.perSecond()),
            MarkdownTable.number(level.appliedPerSecond()),
            MarkdownTable.number(level.latency().p50()),
            MarkdownTable.number(level.latency().p99()),
            MarkdownTable.number(level.latency().max())));
  }
}
