package io.austin.stream.bench;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.measure.Check;
import io.austin.stream.bench.measure.JourneyCheck;
import io.austin.stream.bench.measure.ModelCheck;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.result.Throughput;
import io.austin.stream.bench.subject.Ceiling;
import io.austin.stream.bench.subject.Job;
import io.austin.stream.bench.subject.Peer;
import io.austin.stream.bench.subject.Subject;
import io.austin.stream.test.event.Workload;
import java.util.ArrayList;
import java.util.List;

/** The job's throughput beside that of what it is compared with, run by run in turns. */
final class ThroughputBench {
  /** The names of all subjects. */
  static final List<String> SUBJECTS =
      List.of("ceiling", "peer", "peer-transaction", "job", "insights");

  private final Bench bench;
  private final BenchSettings settings;

  ThroughputBench(Bench bench) {
    this.bench = bench;
    this.settings = bench.settings();
  }

  Throughput run() throws Exception {
    List<Subject> subjects = subjects();
    List<RunFigures> runs = new ArrayList<>();
    ModelCheck check = bench.check();
    for (Workload workload : settings.workloads()) {
      bench.onBacklog(
          bench.traffic(workload),
          backlog -> {
            for (int run = 1; run <= settings.runs(); run++) {
              for (Subject subject : subjects) {
                runs.add(run(subject, backlog, run, check));
              }
            }
          });
    }
    return Throughput.of(bench.machine(), runs);
  }

  private RunFigures run(Subject subject, Backlog backlog, int run, ModelCheck check)
      throws Exception {
    bench.site().emptyRedis();
    RunFigures figures = bench.measurement().run(subject, backlog, run, checkOf(subject, check));
    bench.say(
        "%s %s, run %d of %d"
            .formatted(backlog.traffic().name(), subject.name(), run, settings.runs()),
        figures);
    return figures;
  }

  private Check checkOf(Subject subject, ModelCheck check) {
    if (subject instanceof Job job) {
      return job.countsJourneys() ? new JourneyCheck(bench.site()) : check::whenCut;
    }
    return check::whenUncut;
  }

  private List<Subject> subjects() {
    Job job = bench.job(settings.job());
    Job insights = bench.insights(settings.job());
    List<Subject> all =
        List.of(
            new Ceiling(bench.site(), bench.clock()),
            Peer.pipelined(bench.site(), settings.job().zone()),
            Peer.transactional(bench.site(), settings.job().zone()),
            job,
            insights);
    return all.stream().filter(it -> settings.subjects().contains(it.name())).toList();
  }
}
