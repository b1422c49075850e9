package io.austin.stream.bench.report;

import io.austin.stream.bench.report.Plot.Line;
import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Latency;
import io.austin.stream.bench.result.Latency.Level;
import java.io.IOException;
import java.util.List;

/** Latencies, on the page. */
public final class LatencySection extends Section<Latency> {
  private static final Table<Level> LEVELS =
      Table.<Level>of("load", it -> "%s %.0f %%".formatted(it.workload(), it.load() * 100))
          .with("events/s", Level::perSecond)
          .with("median ms", it -> it.latency().p50())
          .with("90 %", it -> it.latency().p90())
          .with("99 %", it -> it.latency().p99())
          .with("99.9 %", it -> it.latency().p999())
          .with("worst", it -> it.latency().max())
          .with("samples", it -> it.latency().samples());

  /** The section. */
  public LatencySection() {
    super("latency", Latency.class);
  }

  @Override
  String images(Latency result, Plots plots) throws IOException {
    List<Plot> all =
        result.levels().stream()
            .map(Level::workload)
            .distinct()
            .map(workload -> plot(workload, result.levels()))
            .toList();
    return plots.add("latency", "Latency by percentile and load", all);
  }

  private static Plot plot(String workload, List<Level> levels) {
    return new Plot(
        "Produced to visible, workload " + workload,
        "so many events are no slower",
        "milliseconds",
        Plot.PERCENTILES,
        Plot.LOGARITHMIC,
        levels.stream()
            .filter(level -> level.workload().equals(workload))
            .map(LatencySection::line)
            .toList());
  }

  /** The curve ends at 100 %, which would stand infinitely far to the right. */
  private static Line line(Level level) {
    return Line.of(
        "%.0f %% load".formatted(level.load() * 100),
        level.latency().curve().stream().filter(point -> point.percentile() < 100).toList(),
        Distribution.Point::percentile,
        Distribution.Point::millis);
  }

  @Override
  public String tables(Latency result) {
    return LEVELS.of(result.levels());
  }
}
