package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.measure.Timeline.Point;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.site.RedisConnections;
import io.austin.stream.bench.subject.Companion;
import io.austin.stream.bench.subject.Subject;
import io.austin.stream.bench.subject.Work;
import java.util.Map;

/** Runs subjects over backlogs, one at a time, and measures them. */
public final class Measurement {
  private static final double MILLION = 1e6;

  private final BenchSite site;
  private final Watch watch;

  /** Measurements on this site. */
  public Measurement(BenchSite site) {
    this.site = site;
    this.watch = new Watch(site);
  }

  /**
   * Runs a subject to the backlog's end, on whatever Redis holds, and checks what it left.
   *
   * @throws InterruptedException when it shall stop
   */
  public RunFigures run(Subject subject, Backlog backlog, int run, Check check) throws Exception {
    return run(subject, backlog, run, check, Companion.NOBODY);
  }

  /** The same beside somebody, who is there while the last 70 % of the events are applied. */
  public RunFigures run(Subject subject, Backlog backlog, int run, Check check, Companion beside)
      throws Exception {
    String title = "%s on %s".formatted(subject.name(), backlog.traffic().name());
    site.live().announce(title + ": starting");
    try (RedisConnections redis = site.redis().connect()) {
      RedisCounts before = RedisCounts.of(redis);
      RedisCounts after;
      Timeline timeline;
      long residentMib;
      try (Work work = subject.prepare(backlog)) {
        timeline = watch.follow(title, work, backlog, beside);
        beside.end();
        work.finish();
        residentMib = Resident.peakMib(work.processes().get(Work.SUBJECT));
        after = RedisCounts.of(redis);
      }
      RedisCounts alone = RedisCounts.of(redis);
      double events = backlog.events();
      return new RunFigures(
          site.redis().isCluster() ? subject.name() + RunFigures.ON_CLUSTER : subject.name(),
          backlog.traffic().name(),
          run,
          backlog.events(),
          backlog.traffic().partitions(),
          subject.parallelism(),
          subject.options(),
          timeline.secondsToFirst(),
          timeline.seconds(),
          timeline.perSecond(),
          timeline.steadyPerSecond(),
          timeline.tenths(),
          cpuSecondsPerMillion(timeline),
          timeline.last().redis().runningSince(timeline.warm().redis()),
          timeline.last().redis().waitingSince(timeline.warm().redis()),
          residentMib,
          (after.bytesReceived() - before.bytesReceived()) / events,
          (after.commands() - before.commands()) / events,
          (after.commits() - before.commits()) / events,
          (alone.memory() - before.memory()) / events,
          check.differences(backlog));
    }
  }

  private static Map<String, Double> cpuSecondsPerMillion(Timeline timeline) {
    Point warm = timeline.warm();
    Point last = timeline.last();
    double millions = Math.max(1, last.applied() - warm.applied()) / MILLION;
    return last.cpu().since(warm.cpu(), millions);
  }
}
