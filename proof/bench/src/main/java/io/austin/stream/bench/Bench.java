package io.austin.stream.bench;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.backlog.BacklogWriter;
import io.austin.stream.bench.backlog.Traffic;
import io.austin.stream.bench.measure.Check;
import io.austin.stream.bench.measure.Measurement;
import io.austin.stream.bench.measure.ModelCheck;
import io.austin.stream.bench.measure.SampleCheck;
import io.austin.stream.bench.result.Machine;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.bench.subject.Job;
import io.austin.stream.bench.subject.JobSettings;
import io.austin.stream.test.event.Workload;
import java.time.Clock;
import java.util.Locale;

/**
 * What every part of a benchmark works with.
 *
 * @param site the servers
 * @param settings what is measured
 * @param backlogs makes the backlogs
 */
record Bench(BenchSite site, BenchSettings settings, BacklogWriter backlogs) {
  /** Of a run's events, for a point of a curve. */
  private static final double POINT = 0.6;

  /** An event with one receiver costs about a quarter of one with seven. */
  private static final double MORE_SINGLE = 4;

  Clock clock() {
    return Clock.system(settings.job().zone());
  }

  /** A benchmark on these servers. */
  static Bench on(BenchSite site, BenchSettings settings) {
    return new Bench(site, settings, new BacklogWriter(site, Clock.system(settings.job().zone())));
  }

  Measurement measurement() {
    return new Measurement(site);
  }

  /** Traffic for a run. */
  Traffic traffic(Workload workload) {
    return traffic(workload, 1);
  }

  /** Traffic for one of many points, some seconds of it. */
  Traffic pointTraffic(Workload workload) {
    return traffic(workload, POINT);
  }

  private Traffic traffic(Workload workload, double share) {
    double factor = workload == Workload.SINGLE ? MORE_SINGLE : 1;
    long events = Math.max(1, Math.round(settings.events() * factor * share));
    return new Traffic(workload, events, settings.partitions(), settings.seed());
  }

  /** The same with another Redis. */
  Bench on(BenchSite other) {
    return new Bench(other, settings, backlogs);
  }

  Job job(JobSettings like) {
    return Job.of(site, like);
  }

  Job insights(JobSettings like) {
    return Job.ofInsights(site, like);
  }

  /** The comparison with the reference model, which knows no subject. */
  ModelCheck check() {
    return new ModelCheck(site, job(settings.job())::optionsFor);
  }

  /** The comparison of a part, where the whole would be too much. */
  Check sample() {
    return new SampleCheck(site, settings.job().zone());
  }

  /** Something that is done on a backlog. */
  interface OnBacklog {
    void measure(Backlog backlog) throws Exception;
  }

  /** Writes a backlog, and deletes it afterwards. */
  void onBacklog(Traffic traffic, OnBacklog work) throws Exception {
    Backlog backlog = backlogs.write(traffic);
    work.measure(backlog);
    site.kafka().deleteTopic(backlog.topic());
  }

  Machine machine() {
    return Machine.here(
        site.redis()
            .clients()
            .get(0)
            .info("server")
            .lines()
            .filter(line -> line.startsWith("redis_version:"))
            .map(line -> line.substring(line.indexOf(':') + 1))
            .findFirst()
            .orElse("unknown"));
  }

  /** Tells what a run showed. */
  void say(String what, RunFigures run) {
    site.live()
        .say(
            String.format(
                Locale.ROOT,
                "%-34s %,9.0f events/s, last 70 %% %,9.0f, %s",
                what,
                run.perSecond(),
                run.steadyPerSecond(),
                run.isExact() ? "exact" : run.differences() + " KEYS DIFFER"));
  }
}
