package io.austin.stream.bench;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.measure.Check;
import io.austin.stream.bench.measure.ModelCheck;
import io.austin.stream.bench.neighbour.Neighbour;
import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Neighbours;
import io.austin.stream.bench.result.Neighbours.Point;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.subject.Ceiling;
import io.austin.stream.bench.subject.JavaChild;
import io.austin.stream.bench.subject.Subject;
import io.austin.stream.test.event.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What other users of the same Redis, or of a node of the same Redis Cluster, notice of the job, by
 * its buckets and its batches.
 */
final class NeighboursBench {
  private static final List<Integer> BUCKETS = List.of(1, 16, 64, 128, 256);
  private static final List<Integer> BATCHES = List.of(500, 2_000, 8_000);
  private static final List<Integer> CLUSTER_BATCHES = List.of(500, 2_000, 8_000, 20_000);
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Bench bench;
  private final ModelCheck check;
  private final List<Point> points = new ArrayList<>();

  NeighboursBench(Bench bench) {
    this.bench = bench;
    this.check = bench.check();
  }

  Neighbours run() throws Exception {
    Point quiet = quiet();
    for (Workload workload : bench.settings().workloads()) {
      bench.onBacklog(bench.traffic(workload), this::measure);
    }
    return new Neighbours(bench.machine(), quiet, points);
  }

  private Point quiet() throws Exception {
    try (JavaChild neighbour = Neighbour.start(bench.site())) {
      neighbour.begin();
      bench.site().rest(QUIET);
      neighbour.end();
      return new Point("", 0, neighbour.result(Distribution.class), null);
    }
  }

  private void measure(Backlog backlog) throws Exception {
    add("", 0, new Ceiling(bench.site(), bench.clock()), backlog, check::whenUncut);
    boolean isCluster = bench.site().redis().isCluster();
    if (isCluster) {
      add("", 0, bench.job(bench.settings().job()), backlog, check::whenCut);
    } else {
      for (int buckets : BUCKETS) {
        add(Neighbours.BUCKETS, buckets, backlog);
      }
    }
    for (int batch : isCluster ? CLUSTER_BATCHES : BATCHES) {
      add(Neighbours.BATCH, batch, backlog);
    }
  }

  private void add(String axis, int value, Backlog backlog) throws Exception {
    Subject job = bench.job(bench.settings().job().with(axis, Integer.toString(value)));
    add(axis, value, job, backlog, check::whenCut);
  }

  private void add(String axis, int value, Subject subject, Backlog backlog, Check check)
      throws Exception {
    bench.site().redis().empty();
    try (JavaChild neighbour = Neighbour.start(bench.site())) {
      RunFigures run = bench.measurement().run(subject, backlog, 1, check, neighbour);
      Point point = new Point(axis, value, neighbour.result(Distribution.class), run);
      points.add(point);
      bench.say(
          "%s %s %s GET 99 %% %.1f ms, worst %.1f ms;"
              .formatted(
                  run.workload(),
                  run.subject(),
                  axis.isEmpty() ? "" : axis + "=" + value,
                  point.get().p99(),
                  point.get().max()),
          run);
    }
  }
}
