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

  /** Those that a Redis Cluster is compared by with one Redis. */
  static final List<String> CLUSTER_SUBJECTS = List.of("ceiling", "job");

  private final Bench any;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(Bench bench, Subject subject, ModelCheck check) {}

  /**
   * Throughput of the same subjects on each of these.
   *
   * @param benches differ by their Redis alone
   */
  ThroughputBench(List<Bench> benches) {
    any = benches.get(0);
    ModelCheck check = any.check();
    for (Bench bench : benches) {
      ModelCheck here = check.on(bench.site());
      subjects(bench).forEach(subject -> entries.add(new Entry(bench, subject, here)));
    }
  }

  Throughput run() throws Exception {
    List<RunFigures> runs = new ArrayList<>();
    for (Workload workload : any.settings().workloads()) {
      any.onBacklog(
          any.traffic(workload),
          backlog -> {
            for (int run = 1; run <= any.settings().runs(); run++) {
              for (Entry entry : entries) {
                runs.add(run(entry, backlog, run));
              }
            }
          });
    }
    return Throughput.of(any.machine(), runs);
  }

  private static RunFigures run(Entry entry, Backlog backlog, int run) throws Exception {
    Bench bench = entry.bench;
    bench.site().redis().empty();
    RunFigures figures = bench.measurement().run(entry.subject, backlog, run, checkOf(entry));
    bench.say(
        "%s %s, run %d of %d"
            .formatted(backlog.traffic().name(), figures.subject(), run, bench.settings().runs()),
        figures);
    return figures;
  }

  private static Check checkOf(Entry entry) {
    if (entry.subject instanceof Job job) {
      return job.countsJourneys() ? new JourneyCheck(entry.bench.site()) : entry.check::whenCut;
    }
    return entry.check::whenUncut;
  }

  private static List<Subject> subjects(Bench bench) {
    BenchSettings settings = bench.settings();
    List<Subject> all =
        List.of(
            new Ceiling(bench.site(), bench.clock()),
            Peer.pipelined(bench.site(), settings.job().zone()),
            Peer.transactional(bench.site(), settings.job().zone()),
            bench.job(settings.job()),
            bench.insights(settings.job()));
    return all.stream().filter(it -> settings.subjects().contains(it.name())).toList();
  }
}
