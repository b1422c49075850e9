package io.austin.stream.bench.latency;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.measure.Check;
import io.austin.stream.bench.measure.Watch;
import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Latency.Level;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.subject.Companion;
import io.austin.stream.bench.subject.Job;
import io.austin.stream.bench.subject.JobWork;
import io.austin.stream.test.event.EventGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One job at several loads. First it works a backlog off. Then a producer, which needs some of the
 * same cores, sends as many events a second as the job did then: what the job reaches of that is
 * the throughput that loads are shares of.
 */
public final class LatencyRun {
  private static final int PROBES_PER_SECOND = 400;
  private static final double MILLI = 1e6;
  private static final double NANOS = 1e9;

  private final BenchSite site;
  private final Clock clock;

  /** Runs on this site. */
  public LatencyRun(BenchSite site, Clock clock) {
    this.site = site;
    this.clock = clock;
  }

  /** Measures each load for so long, and checks in the end what Redis holds. */
  public List<Level> run(Job job, Backlog backlog, List<Load> loads, Duration length, Check check)
      throws Exception {
    site.refillRedis(BenchSite.MANY_KEYS);
    String title = "job on %s".formatted(backlog.traffic().name());
    site.live().announce(title + ": starting");
    List<Level> levels = new ArrayList<>();
    try (JobWork work = job.prepare(backlog)) {
      double alone =
          new Watch(site).follow(title, work, backlog, Companion.NOBODY).steadyPerSecond();
      site.live().announce("%s at full load".formatted(title));
      Load full = Load.of(1, length);
      double throughput = level(backlog, alone, full, length, 1).appliedPerSecond();
      goOn(work);
      for (Load load : loads) {
        site.live().announce("%s at %.0f %% load".formatted(title, load.share() * 100));
        levels.add(level(backlog, throughput, load, length, levels.size() + 2));
        goOn(work);
      }
      work.finish();
    }
    long differences = check.differences(backlog);
    return levels.stream().map(level -> withDifferences(level, differences)).toList();
  }

  private void goOn(JobWork work) throws Exception {
    work.check();
    site.rest(Duration.ZERO);
  }

  /**
   * @param number from 1: each level has messages of its own, or they would be seen at once
   */
  private Level level(Backlog backlog, double throughput, Load load, Duration length, int number)
      throws Exception {
    double perSecond = throughput * load.share();
    int warmUp = (int) (perSecond * load.warmUp().toMillis() / 1e3);
    int count = warmUp + (int) (perSecond * length.toMillis() / 1e3);
    long seed = backlog.traffic().seed() + number;
    PlannedEvents events =
        PlannedEvents.of(
            EventGenerator.seeded(seed, backlog.traffic().workload(), clock),
            count,
            (int) Math.max(1, perSecond / PROBES_PER_SECOND));
    ProbeWatch watch = new ProbeWatch(site.redis().uri());
    CompletableFuture<Void> watching = CompletableFuture.runAsync(watch);
    load.companion().begin();
    long late;
    try (OpenLoop producer =
        new OpenLoop(site.kafka().bootstrapServers(), backlog.topic(), load.linger())) {
      late = producer.send(events, perSecond, warmUp, watch);
    }
    watch.complete();
    watching.join();
    load.companion().end();
    return new Level(
        backlog.traffic().name(),
        throughput,
        load.share(),
        perSecond,
        (count - warmUp) / (watch.visibleNanos() / NANOS),
        length.toMillis() / 1e3,
        late / MILLI,
        Distribution.ofMicros(watch.latencies()),
        0);
  }

  private static Level withDifferences(Level level, long differences) {
    return new Level(
        level.workload(),
        level.throughput(),
        level.load(),
        level.perSecond(),
        level.appliedPerSecond(),
        level.seconds(),
        level.producerLateMillis(),
        level.latency(),
        differences);
  }
}
