package io.austin.stream.bench;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.backlog.BacklogWriter;
import io.austin.stream.bench.backlog.Traffic;
import io.austin.stream.bench.measure.Check;
import io.austin.stream.bench.measure.ModelCheck;
import io.austin.stream.bench.measure.SampleCheck;
import io.austin.stream.bench.result.Growth;
import io.austin.stream.bench.result.Growth.Axis;
import io.austin.stream.bench.result.Growth.Point;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.subject.JobSettings;
import io.austin.stream.test.event.Workload;
import java.util.ArrayList;
import java.util.List;

/** How the job's speed changes when one thing grows and everything else stays. */
final class GrowthBench {
  /** The names of what is varied. */
  static final List<String> AXES = List.of("partitions", "parallelism", "batch", "backlog");

  private static final List<Integer> PARTITIONS = List.of(1, 2, 4, 8, 16);
  private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);
  private static final List<Integer> BATCHES = List.of(500, 2_000, 5_000, 10_000, 20_000);

  private final Bench bench;
  private final BenchSettings settings;
  private final BacklogWriter backlogs;
  private final ModelCheck check;
  private final Traffic usual;

  GrowthBench(Bench bench) {
    this.bench = bench;
    this.settings = bench.settings();
    this.backlogs = bench.backlogs();
    this.check = bench.check().cut();
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
    return switch (axis) {
      case "partitions" -> partitions();
      case "parallelism" -> parallelism();
      case "batch" -> batches();
      case "backlog" -> backlog();
      default -> throw new IllegalArgumentException("no such axis: " + axis);
    };
  }

  private List<Point> parallelism() throws Exception {
    Backlog backlog = backlogs.write(usual);
    List<Point> points = new ArrayList<>();
    for (int subtasks : PARALLELISMS) {
      points.add(point("parallelism", subtasks, settings.job().withParallelism(subtasks), backlog));
    }
    delete(backlog);
    return points;
  }

  private List<Point> batches() throws Exception {
    Backlog backlog = backlogs.write(usual);
    List<Point> points = new ArrayList<>();
    for (int batch : BATCHES) {
      JobSettings job = settings.job().with("batch.max-events", Integer.toString(batch));
      points.add(point("batch", batch, job, backlog));
    }
    delete(backlog);
    return points;
  }

  private List<Point> partitions() throws Exception {
    List<Point> points = new ArrayList<>();
    for (int partitions : PARTITIONS) {
      Backlog backlog = backlogs.write(usual.withPartitions(partitions));
      points.add(point("partitions", partitions, settings.job(), backlog));
      delete(backlog);
    }
    return points;
  }

  /** The speed of its tenths says what length does; shorter ones say nothing more. */
  private List<Point> backlog() throws Exception {
    Backlog backlog = backlogs.write(usual.withEvents(settings.backlog()));
    bench.site().refillRedis(BenchSite.MANY_KEYS, bench.live());
    Check sample = new SampleCheck(bench.site(), settings.job().zone(), bench.live());
    Point point = measured("backlog", settings.backlog(), settings.job(), backlog, sample);
    delete(backlog);
    return List.of(point);
  }

  private Point point(String axis, long value, JobSettings job, Backlog backlog) throws Exception {
    bench.site().emptyRedis();
    return measured(axis, value, job, backlog, check);
  }

  private Point measured(String axis, long value, JobSettings job, Backlog backlog, Check how)
      throws Exception {
    RunFigures run = bench.measurement().runOn(bench.job(job), backlog, 1, how);
    bench.say("%s %s=%,d".formatted(run.workload(), axis, value), run);
    return new Point(value, run);
  }

  private void delete(Backlog backlog) {
    bench.site().kafka().deleteTopic(backlog.topic());
  }
}
