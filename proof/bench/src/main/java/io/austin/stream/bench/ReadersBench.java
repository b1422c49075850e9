package io.austin.stream.bench;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.latency.LatencyRun;
import io.austin.stream.bench.latency.Load;
import io.austin.stream.bench.readers.ConsoleProcess;
import io.austin.stream.bench.readers.ReadersProcess;
import io.austin.stream.bench.result.Latency.Level;
import io.austin.stream.bench.result.Readers;
import io.austin.stream.bench.result.Readers.Answers;
import io.austin.stream.bench.result.Readers.Point;
import io.austin.stream.bench.subject.Companion;
import io.austin.stream.bench.subject.JavaChild;
import io.austin.stream.bench.subject.JobSettings;
import io.austin.stream.test.event.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What many readers of the console wait, and what they cost a job that is half busy. */
final class ReadersBench {
  private static final double HALF = 0.5;

  /**
   * A console that has just started spends more on compiling itself than on answers, and on a busy
   * machine that takes it some ten seconds of this load. The job alone gets the same.
   */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  /** How soon an event is visible is not the question here: the machine's cores are for others. */
  private static final Duration LINGER = Duration.ofMillis(20);

  private final Bench bench;

  ReadersBench(Bench bench) {
    this.bench = bench;
  }

  Readers run() throws Exception {
    List<Point> points = new ArrayList<>();
    for (Workload workload : bench.settings().workloads()) {
      bench.onBacklog(bench.pointTraffic(workload), backlog -> points.add(measure(backlog)));
      say(points.get(points.size() - 1));
    }
    return new Readers(bench.machine(), points);
  }

  private Point measure(Backlog backlog) throws Exception {
    JobSettings job = bench.settings().job().with("views.console", "true");
    LatencyRun run = new LatencyRun(bench.site(), bench.clock());
    try (JavaChild console = ConsoleProcess.start(bench.site(), bench.clock().getZone());
        JavaChild readers = ReadersProcess.start(bench.site(), console, backlog, WARM_UP)) {
      List<Level> levels =
          run.run(
              bench.job(job),
              backlog,
              List.of(load(Companion.NOBODY), load(readers)),
              Duration.ofSeconds(bench.settings().seconds()),
              bench.sample());
      return new Point(
          ReadersProcess.NUMBER, levels.get(0), levels.get(1), readers.result(Answers.class));
    }
  }

  private static Load load(Companion companion) {
    return new Load(HALF, WARM_UP, LINGER, companion);
  }

  private void say(Point point) {
    bench
        .site()
        .live()
        .say(
            "%s with %d readers: %d errors, answers 99 %% %.1f ms, worst %.1f ms; the job lost %.1f %%"
                .formatted(
                    point.alone().workload(),
                    point.readers(),
                    point.answers().errors(),
                    point.answers().waits().p99(),
                    point.answers().waits().max(),
                    point.lost() * 100));
  }
}
