package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.measure.Timeline.Point;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.site.RedisConnections;
import io.austin.stream.bench.subject.Companion;
import io.austin.stream.bench.subject.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets a subject work on a backlog and looks on until all of it is applied. */
public final class Watch {
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);
  private static final Duration CPU_EVERY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BenchSite site;

  /** On this site. */
  public Watch(BenchSite site) {
    this.site = site;
  }

  /**
   * Begins the work; returns when the last event is seen in Redis.
   *
   * @param beside begins when the first 30 % of the events are seen there
   * @throws InterruptedException when it shall stop
   */
  public Timeline follow(String title, Work work, Backlog backlog, Companion beside)
      throws Exception {
    try (RedisConnections redis = site.redis().connect()) {
      Map<String, List<Long>> processes = new HashMap<>();
      work.processes().forEach((name, pid) -> processes.put(name, List.of(pid)));
      processes.put("redis", site.redis().pids());
      processes.put("kafka", List.of(site.kafka().pid()));
      CpuTimes cpu = CpuTimes.of(processes);
      CoreTime core = CoreTime.of(site.redis().pids());
      Timeline timeline = new Timeline(new Point(core.nanos(), 0, cpu, core));
      work.begin();
      Progress probe =
          work.countsJourneys() ? new JourneyProbe(backlog) : new ProgressProbe(backlog);
      long applied = 0;
      while (!probe.isComplete()) {
        long seen = probe.look(redis);
        long now = System.nanoTime();
        if (now - core.nanos() > CPU_EVERY.toNanos() || probe.isComplete()) {
          cpu = CpuTimes.of(processes);
          core = CoreTime.of(site.redis().pids());
        }
        if (seen > applied) {
          timeline.add(new Point(now, seen, cpu, core));
          double warm = Timeline.WARM * backlog.events();
          if (applied < warm && seen >= warm) {
            beside.begin();
          }
          applied = seen;
          site.live().show("%s: %,d of %,d".formatted(title, seen, backlog.events()));
        }
        requireProgress(work, now - timeline.last().nanos());
        site.rest(LOOK_EVERY);
      }
      return timeline;
    }
  }

  private void requireProgress(Work work, long nanosWithout) throws Exception {
    work.check();
    if (nanosWithout > PATIENCE.toNanos()) {
      throw new IllegalStateException(
          "nothing was applied for %d min".formatted(PATIENCE.toMinutes()));
    }
  }
}
