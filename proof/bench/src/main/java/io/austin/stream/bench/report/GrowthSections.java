package io.austin.stream.bench.report;

import static java.util.stream.Collectors.joining;

import io.austin.stream.bench.plot.Figure;
import io.austin.stream.bench.plot.Plot;
import io.austin.stream.bench.plot.Scales;
import io.austin.stream.bench.plot.Series;
import io.austin.stream.bench.result.Growth;
import io.austin.stream.bench.result.Growth.Axis;
import io.austin.stream.bench.result.Growth.Point;
import io.austin.stream.bench.result.RunFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What changes when one thing grows, on the page: a section for each thing. */
public final class GrowthSections {
  private static final String BACKLOG = "backlog";

  private final Growth result;

  /** The sections of this result. */
  public GrowthSections(Growth result) {
    this.result = result;
  }

  /** What was measured, a table for each thing. */
  public String tables() {
    return result.axes().stream().map(axis -> table(axis).toString()).collect(joining("\n"));
  }

  void putInto(MarkedText text, Plots plots) throws IOException {
    for (Axis axis : result.axes()) {
      List<Plot> all = axis.name().equals(BACKLOG) ? backlog(axis) : plots(axis);
      String image = plots.add("growth-" + axis.name(), "By " + axis.name(), Figure.svg(all));
      text.put("growth-" + axis.name(), image + "\n" + table(axis));
    }
  }

  private static List<Plot> plots(Axis axis) {
    List<Series> speed = List.of(series("events/s", axis, RunFigures::steadyPerSecond));
    List<Series> cpu =
        List.of(
            series("TaskManager", axis, run -> cpu(run, "subject")),
            series("Redis", axis, run -> cpu(run, "redis")),
            series("Kafka", axis, run -> cpu(run, "kafka")));
    List<Series> memory = List.of(series("bytes", axis, RunFigures::redisMemoryPerEvent));
    return List.of(
        plot("Throughput", "events a second, last 70 %", axis, speed),
        plot("CPU time", "seconds per million events", axis, cpu),
        plot("Redis memory", "bytes per event", axis, memory));
  }

  private static Plot plot(String title, String yLabel, Axis axis, List<Series> series) {
    double max =
        series.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Series.Point::y)
            .max()
            .orElse(1);
    List<Double> values = axis.points().stream().map(point -> (double) point.value()).toList();
    return new Plot(
        title, axis.name(), yLabel, Scales.steps(values), Scales.fromZero(max), series, true);
  }

  private static Series series(String name, Axis axis, ToDoubleFunction<RunFigures> y) {
    return new Series(
        name,
        axis.points().stream()
            .map(point -> new Series.Point(point.value(), y.applyAsDouble(point.run())))
            .toList());
  }

  private static double cpu(RunFigures run, String process) {
    return run.cpuSecondsPerMillion().getOrDefault(process, 0.0);
  }

  /** One long run, tenth by tenth. */
  private static List<Plot> backlog(Axis axis) {
    Point longest = axis.points().get(axis.points().size() - 1);
    List<Series.Point> tenths = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (double speed : longest.run().tenths()) {
      double tenth = values.size() + 1;
      values.add(tenth);
      tenths.add(new Series.Point(tenth, speed));
    }
    double max = tenths.stream().mapToDouble(Series.Point::y).max().orElse(1);
    return List.of(
        new Plot(
            "A backlog of %,d events".formatted(longest.value()),
            "tenth of the backlog",
            "events a second",
            Scales.steps(values),
            Scales.fromZero(max),
            List.of(new Series("events/s", tenths)),
            true));
  }

  private static MarkdownTable table(Axis axis) {
    MarkdownTable table =
        new MarkdownTable(
            axis.name(),
            "events/s, last 70 %",
            "CPU s per million: TaskManager",
            "Redis",
            "Kafka",
            "Redis memory per event",
            "commands per event",
            "TaskManager at most, MiB");
    for (Point point : axis.points()) {
      RunFigures run = point.run();
      table.row(
          List.of(
              "%,d".formatted(point.value()),
              MarkdownTable.number(run.steadyPerSecond()),
              MarkdownTable.number(cpu(run, "subject")),
              MarkdownTable.number(cpu(run, "redis")),
              MarkdownTable.number(cpu(run, "kafka")),
              MarkdownTable.number(run.redisMemoryPerEvent()),
              MarkdownTable.number(run.redisCommandsPerEvent()),
              Long.toString(run.peakResidentMib())));
    }
    return table;
  }
}
