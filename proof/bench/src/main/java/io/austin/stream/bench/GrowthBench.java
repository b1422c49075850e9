package io.austin.stream.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.backlog.Traffic;
import io.austin.stream.bench.measure.Check;
import io.austin.stream.bench.measure.ModelCheck;
import io.austin.stream.bench.result.Growth;
import io.austin.stream.bench.result.Growth.Axis;
import io.austin.stream.bench.result.Growth.Point;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.subject.JobSettings;
import io.austin.stream.test.event.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How the job's speed changes when one thing grows and everything else stays. */
final class GrowthBench {
  /** The names of what is varied. */
  static final List<String> AXES = List.of("partitions", "parallelism", "batch", "backlog");

  private static final List<Integer> PARTITIONS = List.of(1, 2, 4, 8, 16);
  private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);
  private static final List<Integer> BATCHES = List.of(500, 2_000, 5_000, 10_000, 20_000);

  private final Bench bench;
  private final BenchSettings settings;
  private final ModelCheck check;
  private final Traffic usual;

  GrowthBench(Bench bench) {
    this.bench = bench;
    this.settings = bench.settings();
    this.check = bench.check();
    List<Workload> workloads = settings.workloads();
    this.usual = bench.pointTraffic(workloads.get(workloads.size() - 1));
  }

  Growth run() throws Exception {
    List<Axis> axes = new ArrayList<>();
    for (String axis : settings.axes()) {
      axes.add(new Axis(axis, points(axis)));
    }
    return new Growth(bench.machine(), axes);
  }

  private List<Point> points(String axis) throws Exception {
    JobSettings job = settings.job();
    return switch (axis) {
      case "partitions" -> points(axis, PARTITIONS, usual::withPartitions, value -> job);
      case "parallelism" -> points(axis, PARALLELISMS, value -> usual, job::withParallelism);
      case "batch" ->
          points(axis, BATCHES, value -> usual, it -> job.with("batch.max-events", it.toString()));
      case "backlog" -> backlog();
      default -> throw new IllegalArgumentException("no such axis: " + axis);
    };
  }

  /** A point for each value; those of the same traffic work the same backlog off. */
  private List<Point> points(
      String axis,
      List<Integer> values,
      Function<Integer, Traffic> traffic,
      Function<Integer, JobSettings> job)
      throws Exception {
    Map<Traffic, List<Integer>> alike =
        values.stream().collect(groupingBy(traffic, LinkedHashMap::new, toList()));
    List<Point> points = new ArrayList<>();
    for (Map.Entry<Traffic, List<Integer>> each : alike.entrySet()) {
      bench.onBacklog(
          each.getKey(),
          backlog -> {
            for (int value : each.getValue()) {
              bench.site().redis().empty();
              points.add(point(axis, value, job.apply(value), backlog, check::whenCut));
            }
          });
    }
    return points;
  }

  /** The speed of its tenths says what length does; shorter ones say nothing more. */
  private List<Point> backlog() throws Exception {
    List<Point> points = new ArrayList<>();
    bench.onBacklog(
        usual.withEvents(settings.backlog()),
        backlog -> {
          bench.site().refillRedis(BenchSite.MANY_KEYS);
          points.add(point("backlog", settings.backlog(), settings.job(), backlog, bench.sample()));
        });
    return points;
  }

  private Point point(String axis, long value, JobSettings job, Backlog backlog, Check check)
      throws Exception {
    RunFigures run = bench.measurement().run(bench.job(job), backlog, 1, check);
    bench.say("%s %s=%,d".formatted(run.workload(), axis, value), run);
    return new Point(value, run);
  }
}
