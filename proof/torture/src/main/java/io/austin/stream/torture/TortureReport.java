package io.austin.stream.torture;

import io.austin.stream.torture.fault.Fault;
import io.austin.stream.torture.site.JobLogs.Remark;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** The table at the end, for a reader. */
final class TortureReport {
  private final TortureSettings settings;
  private final TortureResult result;

  TortureReport(TortureSettings settings, TortureResult result) {
    this.settings = settings;
    this.result = result;
  }

  void print(PrintWriter out) {
    out.println();
    faults(out);
    out.println();
    figures(out);
    if (!result.isGood()) {
      failure(out);
    }
    out.flush();
  }

  /** Recovery times are of faults that came alone: others took as long as those on top of them. */
  private void faults(PrintWriter out) {
    out.printf(
        "%-20s %6s %6s %16s %16s%n",
        "fault", "count", "alone", "recovery median", "recovery worst");
    for (Fault fault : settings.faults()) {
      List<Strike> strikes =
          result.strikes().stream().filter(strike -> strike.fault().equals(fault)).toList();
      double[] seconds =
          strikes.stream()
              .filter(Strike::alone)
              .mapToDouble(strike -> strike.recovery().toMillis() / 1_000.0)
              .sorted()
              .toArray();
      out.printf(
          "%-20s %6d %6d %16s %16s%n",
          fault,
          strikes.size(),
          seconds.length,
          seconds.length == 0 ? "-" : seconds(median(seconds)),
          seconds.length == 0 ? "-" : seconds(seconds[seconds.length - 1]));
    }
  }

  private static String seconds(double seconds) {
    return "%.1f s".formatted(seconds);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private void figures(PrintWriter out) {
    JobFigures job = result.job();
    line(out, "rounds", result.rounds().size());
    line(out, "records produced", result.sum(RoundResult::records));
    line(out, "  events", result.sum(RoundResult::records) - result.sum(RoundResult::badRecords));
    line(out, "  bad ones, all dead letters", result.sum(RoundResult::badRecords));
    line(out, "events taken to Redis", job.eventsCommitted());
    line(out, "writes skipped as replayed", job.writesSkipped());
    line(out, "tasks that failed", job.count(Remark.TASK_FAILED));
    line(out, "  found another writer at work", job.count(Remark.ANOTHER_WRITER));
    line(out, "  found that Redis went back", job.count(Remark.REDIS_WENT_BACK));
    line(out, "  found that the topic is another", job.count(Remark.TOPIC_RECREATED));
    line(out, "partitions written again", job.count(Remark.WROTE_AGAIN));
    line(out, "transactions that Redis refused", job.count(Remark.REFUSED));
    line(out, "retries on Redis", job.retries());
    line(
        out,
        "unknown outcomes resolved",
        job.count(Remark.FOUND_APPLIED) + job.count(Remark.SENT_AGAIN));
    line(out, "  found applied", job.count(Remark.FOUND_APPLIED));
    line(out, "  found not applied, sent again", job.count(Remark.SENT_AGAIN));
    line(out, "commands refused for their key", job.commandsRefused());
    line(out, "offsets that retention took unread", job.offsetsExpired());
    line(out, "partitions of topics created again", job.partitionsRecreated());
    line(out, "looks at Redis meanwhile", result.sum(RoundResult::samples));
    line(out, "effects checked", result.sum(round -> round.effects().expected()));
    line(out, "lost", result.lost());
    line(out, "doubled", result.doubled());
  }

  private static void line(PrintWriter out, String what, long figure) {
    out.printf("%-34s %,14d%n", what, figure);
  }

  private void failure(PrintWriter out) {
    out.println();
    result.violations().forEach(out::println);
    result
        .breakdown()
        .ifPresent(it -> out.printf("Round %d was not finished: %s%n", it.round(), it.reason()));
    result
        .badRound()
        .ifPresent(round -> out.printf("Seed %d. To repeat: %s%n", settings.seed(), again(round)));
  }

  private String again(int round) {
    return "bin/austin-stream torture --redis %s --rounds 1 --first-round %d --round-seconds %d --events-per-second %d --seed %d --faults %s"
        .formatted(
            settings.onCluster() ? "cluster" : "one",
            round,
            settings.roundLength().toSeconds(),
            settings.eventsPerSecond(),
            settings.seed(),
            names(settings.faults()));
  }

  private static String names(List<Fault> faults) {
    return faults.stream().map(Fault::name).collect(Collectors.joining(","));
  }
}
