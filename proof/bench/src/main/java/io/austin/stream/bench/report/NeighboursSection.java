package io.austin.stream.bench.report;

import io.austin.stream.bench.plot.Figure;
import io.austin.stream.bench.plot.Plot;
import io.austin.stream.bench.plot.Scales;
import io.austin.stream.bench.plot.Series;
import io.austin.stream.bench.result.Neighbours;
import io.austin.stream.bench.result.Neighbours.Point;
import io.austin.stream.bench.result.RunFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What neighbours see, on the page. */
public final class NeighboursSection {
  private final Neighbours result;

  /** The section of this result. */
  public NeighboursSection(Neighbours result) {
    this.result = result;
  }

  String markdown(Plots plots) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String workload : workloads()) {
      String image =
          Figure.svg(
              List.of(
                  waits(workload, Neighbours.BUCKETS),
                  waits(workload, Neighbours.BATCH),
                  speed(workload)));
      text.append(
          plots.add("neighbours-" + workload, "What neighbours wait, workload " + workload, image));
    }
    return text + "\n" + tables();
  }

  private List<String> workloads() {
    return result.points().stream().map(point -> run(point).workload()).distinct().toList();
  }

  private static RunFigures run(Point point) {
    return Objects.requireNonNull(point.run(), "a point beside a subject has its run");
  }

  private Plot waits(String workload, String axis) {
    List<Point> points = points(workload, axis);
    List<Series> series =
        List.of(
            series("GET median", points, point -> point.get().p50()),
            series("GET 99 %", points, point -> point.get().p99()),
            series("GET worst", points, point -> point.get().max()));
    double min = points.stream().mapToDouble(point -> point.get().p50()).min().orElse(1);
    double max = points.stream().mapToDouble(point -> point.get().max()).max().orElse(1);
    return new Plot(
        "Waits by %s, workload %s".formatted(axis, workload),
        axis,
        "milliseconds",
        Scales.steps(points.stream().map(point -> (double) point.value()).toList()),
        Scales.logarithmic(min, max),
        series,
        true);
  }

  /** Both axes in one plot would need two scales: the settings stand side by side instead. */
  private Plot speed(String workload) {
    List<Series> series = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (String axis : List.of(Neighbours.BUCKETS, Neighbours.BATCH)) {
      List<Point> points = points(workload, axis);
      points.forEach(point -> values.add((double) point.value()));
      series.add(series(axis, points, point -> run(point).steadyPerSecond()));
    }
    double max =
        result.points().stream()
            .filter(point -> run(point).workload().equals(workload))
            .mapToDouble(point -> run(point).steadyPerSecond())
            .max()
            .orElse(1);
    return new Plot(
        "Throughput meanwhile",
        "value of the option",
        "events a second, last 70 %",
        Scales.steps(values.stream().distinct().sorted().toList()),
        Scales.fromZero(max),
        series,
        true);
  }

  private static Series series(String name, List<Point> points, ToDoubleFunction<Point> y) {
    return new Series(
        name,
        points.stream()
            .map(point -> new Series.Point(point.value(), y.applyAsDouble(point)))
            .toList());
  }

  private List<Point> points(String workload, String axis) {
    return result.points().stream()
        .filter(point -> point.axis().equals(axis))
        .filter(point -> run(point).workload().equals(workload))
        .toList();
  }

  /** What was measured, in a table. */
  public String tables() {
    MarkdownTable table =
        new MarkdownTable("beside", "GET median ms", "99 %", "worst", "events/s, last 70 %");
    row(table, "nobody", result.quiet(), "");
    for (Point point : result.points()) {
      RunFigures run = run(point);
      String setting =
          point.axis().isEmpty() ? "" : " `%s=%d`".formatted(point.axis(), point.value());
      row(
          table,
          run.workload() + " " + run.subject() + setting,
          point,
          MarkdownTable.number(run.steadyPerSecond()));
    }
    return table.toString();
  }

  private static void row(MarkdownTable table, String title, Point point, String speed) {
    table.row(
        List.of(
            title,
            MarkdownTable.number(point.get().p50()),
            MarkdownTable.number(point.get().p99()),
            MarkdownTable.number(point.get().max()),
            speed));
  }
}
