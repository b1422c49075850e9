package io.austin.stream.bench.report;

import io.austin.stream.bench.plot.Figure;
import io.austin.stream.bench.plot.Plot;
import io.austin.stream.bench.plot.Scale;
import io.austin.stream.bench.plot.Scales;
import io.austin.stream.bench.plot.Series;
import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Latency;
import io.austin.stream.bench.result.Latency.Level;
import java.io.IOException;
import java.util.List;

/** Latencies, on the page. */
public final class LatencySection {
  private final Latency result;

  /** The section of this result. */
  public LatencySection(Latency result) {
    this.result = result;
  }

  String markdown(Plots plots) throws IOException {
    List<Plot> all =
        result.levels().stream().map(Level::workload).distinct().map(this::plot).toList();
    return plots.add("latency", "Latency by percentile and load", Figure.svg(all))
        + "\n"
        + tables();
  }

  private Plot plot(String workload) {
    List<Level> levels =
        result.levels().stream().filter(level -> level.workload().equals(workload)).toList();
    double min = levels.stream().mapToDouble(level -> first(level.latency())).min().orElse(1);
    double max = levels.stream().mapToDouble(level -> level.latency().max()).max().orElse(1);
    Scale millis = Scales.logarithmic(min, max);
    return new Plot(
        "Produced to visible, workload " + workload,
        "so many events are no slower",
        "milliseconds",
        Scales.percentiles(),
        millis,
        levels.stream().map(LatencySection::series).toList(),
        false);
  }

  private static double first(Distribution distribution) {
    return distribution.curve().isEmpty() ? 1 : distribution.curve().get(0).millis();
  }

  /** The curve ends at 100 %, which would stand infinitely far to the right. */
  private static Series series(Level level) {
    return new Series(
        "%.0f %% load".formatted(level.load() * 100),
        level.latency().curve().stream()
            .filter(point -> point.percentile() < 100)
            .map(point -> new Series.Point(point.percentile(), point.millis()))
            .toList());
  }

  /** What was measured, in a table. */
  public String tables() {
    MarkdownTable table =
        new MarkdownTable(
            "load", "events/s", "median ms", "90 %", "99 %", "99.9 %", "worst", "samples");
    for (Level level : result.levels()) {
      Distribution found = level.latency();
      table.row(
          List.of(
              "%s %.0f %%".formatted(level.workload(), level.load() * 100),
              MarkdownTable.number(level.perSecond()),
              MarkdownTable.number(found.p50()),
              MarkdownTable.number(found.p90()),
              MarkdownTable.number(found.p99()),
              MarkdownTable.number(found.p999()),
              MarkdownTable.number(found.max()),
              Long.toString(found.samples())));
    }
    return table.toString();
  }
}
