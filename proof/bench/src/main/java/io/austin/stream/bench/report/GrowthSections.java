package io.austin.stream.bench.report;

import static java.util.stream.Collectors.joining;

import io.austin.stream.bench.report.Plot.Line;
import io.austin.stream.bench.result.Growth;
import io.austin.stream.bench.result.Growth.Axis;
import io.austin.stream.bench.result.Growth.Point;
import io.austin.stream.bench.result.RunFigures;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What changes when one thing grows, on the page: a section for each thing. */
public final class GrowthSections extends Section<Growth> {

  /** The sections. */
  public GrowthSections() {
    super("growth", Growth.class);
  }

  @Override
  public String tables(Growth result) {
    return result.axes().stream().map(GrowthSections::table).collect(joining("\n"));
  }

  @Override
  void put(Growth result, MarkedText text, Plots plots) throws IOException {
    for (Axis axis : result.axes()) {
      String name = "growth-" + axis.name();
      List<Plot> all = axis.name().equals("backlog") ? List.of(tenths(axis)) : plots(axis);
      text.put(name, plots.add(name, "By " + axis.name(), all) + "\n" + table(axis));
    }
  }

  private static List<Plot> plots(Axis axis) {
    return List.of(
        plot(
            "Throughput",
            "events a second, last 70 %",
            axis,
            line("events/s", axis, RunFigures::steadyPerSecond)),
        plot(
            "CPU time",
            "seconds per million events",
            axis,
            line("TaskManager", axis, run -> cpu(run, "subject")),
            line("Redis", axis, run -> cpu(run, "redis")),
            line("Kafka", axis, run -> cpu(run, "kafka"))),
        plot(
            "Redis memory",
            "bytes per event",
            axis,
            line("bytes", axis, RunFigures::redisMemoryPerEvent)));
  }

  private static Plot plot(String title, String yLabel, Axis axis, Line... lines) {
    return new Plot(title, axis.name(), yLabel, Plot.STEPS, Plot.FROM_ZERO, List.of(lines));
  }

  private static Line line(String name, Axis axis, ToDoubleFunction<RunFigures> y) {
    return Line.of(name, axis.points(), Point::value, point -> y.applyAsDouble(point.run()));
  }

  private static double cpu(RunFigures run, String process) {
    return run.cpuSecondsPerMillion().getOrDefault(process, 0.0);
  }

  /** One long run, tenth by tenth. */
  private static Plot tenths(Axis axis) {
    Point longest = axis.points().get(axis.points().size() - 1);
    List<Double> tenths = longest.run().tenths();
    return new Plot(
        "A backlog of %,d events".formatted(longest.value()),
        "tenth of the backlog",
        "events a second",
        Plot.STEPS,
        Plot.FROM_ZERO,
        List.of(
            Line.of(
                "events/s",
                IntStream.range(0, tenths.size()).boxed().toList(),
                tenth -> tenth + 1,
                tenths::get)));
  }

  private static String table(Axis axis) {
    return Table.<Point>of(axis.name(), it -> "%,d".formatted(it.value()))
        .with("events/s, last 70 %", it -> it.run().steadyPerSecond())
        .with("CPU s per million: TaskManager", it -> cpu(it.run(), "subject"))
        .with("Redis", it -> cpu(it.run(), "redis"))
        .with("Kafka", it -> cpu(it.run(), "kafka"))
        .with("Redis memory per event", it -> it.run().redisMemoryPerEvent())
        .with("commands per event", it -> it.run().redisCommandsPerEvent())
        .with("TaskManager at most, MiB", it -> it.run().peakResidentMib())
        .of(axis.points());
  }
}
