package io.austin.stream.console.progress;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.Retention;
import io.austin.stream.console.redis.NewestEvent;
import io.austin.stream.console.redis.ProgressReader.JobReport;
import io.austin.stream.console.redis.ProgressReader.Progress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the stream is at a moment, by the jobs' own reports. Ages are by Redis' clock where it tells
 * them, so that another clock that is off makes nothing look old or new.
 */
public final class Liveness {
  /** A report may miss some turns, and offsets are those of the checkpoint before. */
  private static final int TURNS = 4;

  private static final long MIN_PATIENCE_MILLIS = 60_000;

  /** For the second report, as long as Flink waits for a checkpoint by default. */
  private static final long FIRST_INTERVAL_MILLIS = 600_000;

  private static final long CLOCKS_MAY_DIFFER_MILLIS = 60_000;

  private final List<Job> jobs;
  private final Collection<NewestEvent> newest;
  private final Optional<Clock> clock;

  private Liveness(List<Job> jobs, Collection<NewestEvent> newest, Optional<Clock> clock) {
    this.jobs = jobs;
    this.newest = newest;
    this.clock = clock;
  }

  /**
   * How the stream is.
   *
   * @param now the console's clock in epoch milliseconds
   */
  public static Liveness of(Progress told, long now) {
    Map<String, Long> lastOfGroup = new HashMap<>();
    told.reports().forEach(it -> lastOfGroup.merge(it.group(), it.report().getAt(), Math::max));
    List<Job> jobs =
        told.reports().stream()
            // A topic of which its job says nothing any more is none of the job's.
            .filter(it -> Objects.equals(it.report().getAt(), lastOfGroup.get(it.group())))
            .map(it -> Job.of(it, age(it.report(), told.redisAt(), now), told.newest()))
            .filter(job -> job.ageMillis() < Retention.TEMPLATE_DETAILS.toMillis())
            .sorted(Comparator.comparing(Job::group).thenComparing(job -> job.report().getTopic()))
            .toList();
    return new Liveness(
        jobs,
        told.newest().values(),
        jobs.isEmpty() ? Optional.empty() : clock(jobs, told, told.redisAt().orElse(now), now));
  }

  /** By the clock of Redis, which is one for all jobs; else as far as the others agree. */
  private static long age(ProgressReport report, Optional<Long> redisAt, long now) {
    if (redisAt.isPresent() && report.getRedisAt() != ProgressReport.UNKNOWN) {
      long byRedis = redisAt.get() - report.getRedisAt();
      if (byRedis >= -CLOCKS_MAY_DIFFER_MILLIS) {
        return Math.max(0, byRedis);
      } // else its clock was set back, or another server took over
    }
    return Math.max(0, now - report.getAt());
  }

  private static Optional<Clock> clock(List<Job> jobs, Progress told, long redisNow, long now) {
    long job =
        jobs.stream().map(Job::aheadMillis).max(Comparator.comparingLong(Math::abs)).orElse(0L);
    long console = now - redisNow;
    if (differs(job) && differs(console) && !differs(job - console)) {
      return Optional.of(new Clock(ClockOf.REDIS, -job));
    }
    if (differs(job)) {
      return Optional.of(new Clock(ClockOf.JOB, job));
    }
    if (differs(console)) {
      return Optional.of(new Clock(ClockOf.CONSOLE, console));
    }
    long producer =
        told.newest().values().stream()
            .mapToLong(event -> event.eventAt() - redisNow)
            .max()
            .orElse(0);
    return producer > CLOCKS_MAY_DIFFER_MILLIS
        ? Optional.of(new Clock(ClockOf.PRODUCER, producer))
        : Optional.empty();
  }

  private static boolean differs(long millis) {
    return Math.abs(millis) > CLOCKS_MAY_DIFFER_MILLIS;
  }

  /** The jobs that have reported, by group and topic. */
  public List<Job> jobs() {
    return jobs;
  }

  /** The event that was applied last, in whichever partition; empty where none is known. */
  public Optional<NewestEvent> newest() {
    return newest.stream().max(Comparator.comparingLong(NewestEvent::appliedAt));
  }

  /** The worst of what holds. */
  public Verdict verdict() {
    if (jobs.isEmpty()) {
      return Verdict.NEVER_REPORTED;
    }
    Verdict worst = jobs.stream().map(Job::verdict).min(Comparator.naturalOrder()).orElseThrow();
    return worst == Verdict.LIVE && clock.isPresent() ? Verdict.CLOCK_DIFFERS : worst;
  }

  /** Which clock is off; of {@link Verdict#CLOCK_DIFFERS} only. */
  public Optional<Clock> clock() {
    return verdict() == Verdict.CLOCK_DIFFERS ? clock : Optional.empty();
  }

  /** The job whose report is the oldest; empty where there is none. */
  public Optional<Job> oldest() {
    return jobs.stream().max(Comparator.comparingLong(Job::ageMillis));
  }

  /**
   * The partition that is worst off among those that make the verdict; empty where the verdict is
   * of none.
   */
  public Optional<Partition> worst() {
    Verdict verdict = verdict();
    return jobs.stream()
        .flatMap(job -> job.partitions().stream())
        .filter(partition -> partition.verdict() == verdict && verdict != Verdict.LIVE)
        .max(Comparator.comparingLong(it -> it.behindMillis().orElse(Long.MAX_VALUE)));
  }

  /** A clock that differs from the others. */
  public enum ClockOf {
    PRODUCER,
    JOB,
    REDIS,
    CONSOLE
  }

  /**
   * By how much a clock is off.
   *
   * @param aheadMillis negative where it is behind
   */
  public record Clock(ClockOf of, long aheadMillis) {}

  /** What a job has said of a topic, and how long ago by Redis' clock. */
  public record Job(
      String group, ProgressReport report, long ageMillis, List<Partition> partitions) {
    private static Job of(JobReport told, long age, Map<String, NewestEvent> newest) {
      ProgressReport report = told.report();
      long patience = patience(report);
      return new Job(
          told.group(),
          report,
          age,
          report.getPartitions().stream()
              .map(
                  it ->
                      new Partition(
                          report.getTopic(),
                          it,
                          report.getAt(),
                          patience,
                          Optional.ofNullable(newest.get(told.nameOf(it.getPartition())))))
              .toList());
    }

    /** By how much the job's clock is ahead of Redis'; 0 where that is not known. */
    private long aheadMillis() {
      return report.getRedisAt() == ProgressReport.UNKNOWN
          ? 0
          : report.getAt() - report.getRedisAt();
    }

    private static long patience(ProgressReport report) {
      return Math.max(MIN_PATIENCE_MILLIS, TURNS * report.getEvery());
    }

    private Verdict verdict() {
      long longest =
          report.getEvery() == ProgressReport.UNKNOWN ? FIRST_INTERVAL_MILLIS : patience(report);
      return ageMillis > longest
          ? Verdict.NOT_REPORTING
          : partitions.stream()
              .map(Partition::verdict)
              .min(Comparator.naturalOrder())
              .orElse(Verdict.LIVE);
    }
  }

  /** What a job has said of a partition. */
  public record Partition(
      String topic,
      ProgressReport.Partition said,
      long saidAt,
      long patience,
      Optional<NewestEvent> newest) {
    /** Whether something is unread, or held back, and nothing of it was read for long. */
    public boolean standsStill() {
      return said.isWaiting() && saidAt - said.getMovedAt() > patience;
    }

    /**
     * How long before the report everything was read that then stood in it; empty where that is not
     * known.
     */
    public OptionalLong behindMillis() {
      if (!said.isWaiting()) {
        return OptionalLong.of(0);
      }
      if (said.getCurrentAt() != ProgressReport.UNKNOWN) {
        return OptionalLong.of(saidAt - said.getCurrentAt());
      }
      return newest.stream()
          .mapToLong(event -> saidAt - event.eventAt())
          .filter(behind -> behind >= 0)
          .findFirst();
    }

    /** As topics and partitions are usually called together. */
    public String name() {
      return topic + "-" + said.getPartition();
    }

    private Verdict verdict() {
      if (standsStill()) {
        return Verdict.PARTITION_STANDS_STILL;
      }
      return behindMillis().orElse(Long.MAX_VALUE) > patience ? Verdict.BEHIND : Verdict.LIVE;
    }
  }
}
