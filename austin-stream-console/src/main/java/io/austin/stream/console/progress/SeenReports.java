package io.austin.stream.console.progress;

import io.austin.stream.console.redis.ProgressReader.JobReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What somebody who looks at the reports again and again has seen of them, by a clock of its own
 * that nobody can set: when each of them came, and whether two jobs write them in turn.
 */
public final class SeenReports {
  /** What nobody has looked at before. */
  private static final Seen NEW = new Seen(0, OptionalLong.empty(), false);

  /** Two jobs that report within this of each other are taken for one. */
  private static final long SAME_MILLIS = 1_000;

  /** So many intervals it is remembered that there were two jobs, and this long at least. */
  private static final int TURNS = 4;

  private static final long MIN_MEMORY_MILLIS = 60_000;

  private final Map<String, Last> last = new HashMap<>();

  /** Has seen nothing yet. */
  public SeenReports() {}

  /**
   * Looks at what stands there.
   *
   * @param at by a clock that only goes on, in milliseconds
   */
  public synchronized void look(List<JobReport> reports, long at) {
    reports.forEach(report -> last.merge(name(report), new Last(report, at), Last::next));
    last.keySet().retainAll(reports.stream().map(SeenReports::name).collect(Collectors.toSet()));
  }

  /** What is known of a report of the last look. */
  synchronized Seen of(JobReport report) {
    Last known = last.get(name(report));
    return known == null || known.report.report().getAt() != report.report().getAt()
        ? NEW
        : known.seen();
  }

  private static String name(JobReport report) {
    return report.group() + ":" + report.report().getTopic();
  }

  /**
   * What is known of a report.
   *
   * @param atLeastMillis so old it is, or older
   * @param atMostMillis it is no older; empty where nobody looked before it came
   * @param ofTwoJobs whether another job reports in turn with the one whose report it is
   */
  record Seen(long atLeastMillis, OptionalLong atMostMillis, boolean ofTwoJobs) {}

  private static final class Last {
    private final JobReport report;
    private final long cameAt;
    private OptionalLong absentAt = OptionalLong.empty();
    private long lookedAt;
    private OptionalLong twoAt = OptionalLong.empty();
    private OptionalLong twoBefore = OptionalLong.empty();

    private Last(JobReport report, long at) {
      this.report = report;
      this.cameAt = at;
      this.lookedAt = at;
    }

    private Last next(Last now) {
      if (now.report.report().getAt() == report.report().getAt()) {
        lookedAt = now.lookedAt;
        return this;
      }
      now.absentAt = OptionalLong.of(lookedAt);
      boolean two = isBetween(now);
      now.twoAt = two ? OptionalLong.of(now.cameAt) : twoAt;
      now.twoBefore = two ? twoAt : twoBefore;
      return now;
    }

    /**
     * Whether the job that reports now has not reported since before this one: it is not its own.
     */
    private boolean isBetween(Last now) {
      long every = now.report.report().getEvery();
      long before = now.report.report().getAt() - report.report().getAt();
      return before > 0 && before < every - SAME_MILLIS;
    }

    /** Once it may be an attempt that was given up and still said its last. */
    private boolean isOfTwo() {
      long memory = Math.max(MIN_MEMORY_MILLIS, TURNS * report.report().getEvery());
      return twoBefore.isPresent() && lookedAt - twoBefore.getAsLong() <= memory;
    }

    private Seen seen() {
      return new Seen(
          lookedAt - cameAt,
          absentAt.isPresent()
              ? OptionalLong.of(lookedAt - absentAt.getAsLong())
              : OptionalLong.empty(),
          isOfTwo());
    }
  }
}
