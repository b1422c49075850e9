package io.austin.stream.bench.report;

import io.austin.stream.bench.report.Plot.Line;
import io.austin.stream.bench.result.Neighbours;
import io.austin.stream.bench.result.Neighbours.Point;
import io.austin.stream.bench.result.RunFigures;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What neighbours see, on the page. */
public final class NeighboursSection extends Section<Neighbours> {
  private static final Table<Point> POINTS =
      Table.of("beside", NeighboursSection::beside)
          .with("GET median ms", it -> it.get().p50())
          .with("99 %", it -> it.get().p99())
          .with("worst", it -> it.get().max())
          .with("events/s, last 70 %", it -> it.run() == null ? null : it.run().steadyPerSecond());

  private NeighboursSection(String name) {
    super(name, Neighbours.class);
  }

  /** The section of one Redis. */
  public static NeighboursSection ofOne() {
    return new NeighboursSection("neighbours");
  }

  /** The section of a Redis Cluster. */
  public static NeighboursSection ofCluster() {
    return new NeighboursSection("neighbours-cluster");
  }

  private static String beside(Point point) {
    if (point.run() == null) {
      return "nobody";
    }
    String setting =
        point.axis().isEmpty() ? "" : " `%s=%d`".formatted(point.axis(), point.value());
    return point.run().workload() + " " + point.run().subject() + setting;
  }

  @Override
  public String tables(Neighbours result) {
    return POINTS.of(Stream.concat(Stream.of(result.quiet()), result.points().stream()).toList());
  }

  @Override
  String images(Neighbours result, Plots plots) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String workload :
        result.points().stream().map(point -> run(point).workload()).distinct().toList()) {
      List<Point> points =
          result.points().stream().filter(it -> run(it).workload().equals(workload)).toList();
      text.append(
          plots.add(
              name() + "-" + workload,
              "What neighbours wait, workload " + workload,
              Stream.concat(
                      axes(points).map(axis -> waits(workload, axis, points)),
                      Stream.of(speed(points)))
                  .toList()));
    }
    return text.toString();
  }

  /** What is varied: in a cluster slots are the buckets. */
  private static Stream<String> axes(List<Point> points) {
    return Stream.of(Neighbours.BUCKETS, Neighbours.BATCH)
        .filter(axis -> points.stream().anyMatch(point -> point.axis().equals(axis)));
  }

  private static RunFigures run(Point point) {
    return Objects.requireNonNull(point.run(), "a point beside a subject has its run");
  }

  private static Plot waits(String workload, String axis, List<Point> points) {
    return new Plot(
        "Waits by %s, workload %s".formatted(axis, workload),
        axis,
        "milliseconds",
        Plot.STEPS,
        Plot.LOGARITHMIC,
        List.of(
            line("GET median", axis, points, point -> point.get().p50()),
            line("GET 99 %", axis, points, point -> point.get().p99()),
            line("GET worst", axis, points, point -> point.get().max())));
  }

  private static Plot speed(List<Point> points) {
    return new Plot(
        "Throughput meanwhile",
        "value of the option",
        "events a second, last 70 %",
        Plot.STEPS,
        Plot.FROM_ZERO,
        axes(points)
            .map(axis -> line(axis, axis, points, point -> run(point).steadyPerSecond()))
            .toList());
  }

  private static Line line(
      String name, String axis, List<Point> points, ToDoubleFunction<Point> y) {
    List<Point> ofAxis = points.stream().filter(point -> point.axis().equals(axis)).toList();
    return Line.of(name, ofAxis, Point::value, y);
  }
}
