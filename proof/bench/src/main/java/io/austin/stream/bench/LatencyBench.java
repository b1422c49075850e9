package io.austin.stream.bench;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.backlog.BacklogWriter;
import io.austin.stream.bench.latency.LatencyRun;
import io.austin.stream.bench.latency.Load;
import io.austin.stream.bench.measure.SampleCheck;
import io.austin.stream.bench.result.Latency;
import io.austin.stream.bench.result.Latency.Level;
import io.austin.stream.test.event.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long events take to become visible, at several shares of the job's throughput. */
final class LatencyBench {
  private static final List<Double> LOADS = List.of(0.1, 0.5, 0.8);

  private final Bench bench;

  LatencyBench(Bench bench) {
    this.bench = bench;
  }

  Latency run() throws Exception {
    Duration length = Duration.ofSeconds(bench.settings().seconds());
    List<Load> loads = LOADS.stream().map(share -> Load.of(share, length)).toList();
    List<Level> levels = new ArrayList<>();
    BacklogWriter backlogs = bench.backlogs();
    LatencyRun run = new LatencyRun(bench.site(), bench.clock(), bench.live(), bench.stop());
    for (Workload workload : bench.settings().workloads()) {
      Backlog backlog = backlogs.write(bench.pointTraffic(workload));
      List<Level> measured =
          run.run(
              bench.job(bench.settings().job()),
              backlog,
              loads,
              length,
              new SampleCheck(bench.site(), bench.clock().getZone(), bench.live()));
      measured.forEach(this::say);
      levels.addAll(measured);
      bench.site().kafka().deleteTopic(backlog.topic());
    }
    return new Latency(bench.machine(), levels);
  }

  private void say(Level level) {
    bench
        .live()
        .say(
            "%s at %2.0f %% (%,.0f events/s): median %.1f ms, 99 %% %.1f ms, worst %.1f ms%s"
                .formatted(
                    level.workload(),
                    level.load() * 100,
                    level.perSecond(),
                    level.latency().p50(),
                    level.latency().p99(),
                    level.latency().max(),
                    level.differences() == 0 ? ", exact" : ", KEYS DIFFER"));
  }
}
