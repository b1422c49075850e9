package io.austin.stream.local.bench.measure;

import io.austin.stream.local.bench.backlog.Backlog;
import io.austin.stream.local.bench.measure.Timeline.Point;
import io.austin.stream.local.bench.result.RunFigures;
import io.austin.stream.local.bench.site.BenchSite;
import io.austin.stream.local.bench.subject.Subject;
import io.austin.stream.local.bench.subject.Work;
import io.austin.stream.local.platform.StopRequest;
import io.austin.stream.local.screen.LiveLine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;

/** Runs subjects over backlogs, one at a time and each on an empty Redis, and measures them. */
public final class Measurement {
  private static final double WARM = 0.3;
  private static final double MILLION = 1e6;
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);
  private static final Duration CPU_EVERY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BenchSite site;
  private final LiveLine live;
  private final StopRequest stop;

  /** Measurements on this site, until somebody wants them to stop. */
  public Measurement(BenchSite site, LiveLine live, StopRequest stop) {
    this.site = site;
    this.live = live;
    this.stop = stop;
  }

  /**
   * Runs a subject to the backlog's end and checks what it left.
   *
   * @throws InterruptedException when it shall stop
   */
  public RunFigures run(
      Subject subject, Backlog backlog, int run, Map<String, String> options, Check check)
      throws Exception {
    site.redis().flushAll();
    return runOn(subject, backlog, run, options, check);
  }

  /** The same on a Redis that holds something already. */
  public RunFigures runOn(
      Subject subject, Backlog backlog, int run, Map<String, String> options, Check check)
      throws Exception {
    try (Jedis redis = new Jedis(site.redis().uri())) {
      live.announce(title(subject, backlog) + ": starting");
      RedisCounts before = RedisCounts.of(redis);
      Timeline timeline;
      RedisCounts after;
      try (Work work = subject.prepare(backlog)) {
        timeline = watch(subject, work, backlog, redis);
        work.finish();
        after = RedisCounts.of(redis);
      }
      long memory = RedisCounts.of(redis).memory() - before.memory();
      long differences = check.differences(backlog);
      Point first = timeline.first();
      Point last = timeline.last();
      Point warm = timeline.warm(WARM, backlog.events());
      double events = backlog.events();
      return new RunFigures(
          subject.name(),
          backlog.traffic().name(),
          run,
          backlog.events(),
          backlog.traffic().partitions(),
          subject.parallelism(),
          options,
          timeline.secondsToFirst(),
          Timeline.seconds(first, last),
          Timeline.perSecond(first, last),
          Timeline.perSecond(warm, last),
          timeline.tenths(backlog.events()),
          last.cpu().since(warm.cpu(), Math.max(1, last.applied() - warm.applied()) / MILLION),
          (after.bytesReceived() - before.bytesReceived()) / events,
          (after.commands() - before.commands()) / events,
          memory / events,
          differences);
    }
  }

  private Timeline watch(Subject subject, Work work, Backlog backlog, Jedis redis)
      throws Exception {
    Map<String, Long> processes = new HashMap<>(work.processes());
    processes.put("redis", site.redis().pid());
    processes.put("kafka", site.kafka().pid());
    ProgressProbe probe = new ProgressProbe(backlog);
    CpuTimes cpu = CpuTimes.of(processes);
    long cpuAt = System.nanoTime();
    Timeline timeline = new Timeline(new Point(cpuAt, 0, cpu));
    work.begin();
    long applied = 0;
    long advancedAt = cpuAt;
    while (!probe.isComplete()) {
      long seen = probe.look(redis);
      long now = System.nanoTime();
      if (now - cpuAt > CPU_EVERY.toNanos() || probe.isComplete()) {
        cpu = CpuTimes.of(processes);
        cpuAt = now;
      }
      if (seen > applied) {
        timeline.add(new Point(now, seen, cpu));
        applied = seen;
        advancedAt = now;
        live.show("%s: %,d of %,d".formatted(title(subject, backlog), seen, backlog.events()));
      }
      requireProgress(work, now - advancedAt);
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    }
    return timeline;
  }

  private void requireProgress(Work work, long nanosWithout) throws Exception {
    if (stop.isMade()) {
      throw new InterruptedException("stopped");
    }
    work.check();
    if (nanosWithout > PATIENCE.toNanos()) {
      throw new IllegalStateException(
          "nothing was applied for %d min".formatted(PATIENCE.toMinutes()));
    }
  }

  private static String title(Subject subject, Backlog backlog) {
    return "%s on %s".formatted(subject.name(), backlog.traffic().name());
  }
}
