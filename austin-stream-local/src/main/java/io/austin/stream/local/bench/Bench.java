package io.austin.stream.local.bench;

import io.austin.stream.local.bench.backlog.BacklogWriter;
import io.austin.stream.local.bench.measure.Measurement;
import io.austin.stream.local.bench.measure.ModelCheck;
import io.austin.stream.local.bench.result.Machine;
import io.austin.stream.local.bench.result.RunFigures;
import io.austin.stream.local.bench.site.BenchSite;
import io.austin.stream.local.bench.subject.Job;
import io.austin.stream.local.bench.subject.JobSettings;
import io.austin.stream.local.platform.StopRequest;
import io.austin.stream.local.screen.LiveLine;
import java.time.Clock;
import java.util.Locale;

/**
 * What every part of a benchmark works with.
 *
 * @param site the servers
 * @param settings what is measured
 * @param live where is told how things stand
 * @param stop how a user ends it
 */
record Bench(BenchSite site, BenchSettings settings, LiveLine live, StopRequest stop) {

  Clock clock() {
    return Clock.system(settings.job().zone());
  }

  BacklogWriter backlogs() {
    return new BacklogWriter(site.kafka(), clock(), live);
  }

  Measurement measurement() {
    return new Measurement(site, live, stop);
  }

  Job job(JobSettings like) {
    return new Job(site, like);
  }

  /** The comparison with the reference model, which knows no subject. */
  ModelCheck check() {
    return ModelCheck.of(site.redis(), job(settings.job())::options, live);
  }

  Machine machine() {
    return Machine.here(
        site.redis()
            .client()
            .info("server")
            .lines()
            .filter(line -> line.startsWith("redis_version:"))
            .map(line -> line.substring(line.indexOf(':') + 1))
            .findFirst()
            .orElse("unknown"));
  }

  /** Tells what a run showed. */
  void say(String what, RunFigures run) {
    live.say(
        String.format(
            Locale.ROOT,
            "%-34s %,9.0f events/s, last 70 %% %,9.0f, %s",
            what,
            run.perSecond(),
            run.steadyPerSecond(),
            run.isExact() ? "exact" : run.differences() + " KEYS DIFFER"));
  }
}
