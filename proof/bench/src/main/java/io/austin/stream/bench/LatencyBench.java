package io.austin.stream.bench;

import io.austin.stream.bench.latency.LatencyRun;
import io.austin.stream.bench.latency.Load;
import io.austin.stream.bench.result.Latency;
import io.austin.stream.bench.result.Latency.Level;
import io.austin.stream.bench.subject.Job;
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
    Job job = bench.job(bench.settings().job());
    LatencyRun run = new LatencyRun(bench.site(), bench.clock());
    for (Workload workload : bench.settings().workloads()) {
      bench.onBacklog(
          bench.pointTraffic(workload),
          backlog -> {
            List<Level> measured = run.run(job, backlog, loads, length, bench.sample());
            measured.forEach(this::say);
            levels.addAll(measured);
          });
    }
    return new Latency(bench.machine(), levels);
  }

  private void say(Level level) {
    bench
        .site()
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
