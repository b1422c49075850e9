package io.austin.stream.console.progress;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.Retention;
import io.austin.stream.console.progress.SeenReports.Seen;
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
import java.util.stream.Stream;

/**
 * How the stream is at a moment, by the jobs' own reports. Ages are by Redis' clock where it tells
 * them, so that another clock that is off makes nothing look old or new.
 */
public final class Liveness {
  /** A report may miss some turns, and offsets are those of the checkpoint before. */
  private static final int TURNS = 4;

  private static final long MIN_PATIENCE_MILLIS = 60_000;

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
    return of(told, now, new SeenReports());
  }

  /**
   * How the stream is.
   *
   * @param now the console's clock in epoch milliseconds
   * @param seen what was seen of the reports so far
   */
  public static Liveness of(Progress told, long now, SeenReports seen) {
    Map<String, Long> lastOfGroup = new HashMap<>();
    told.reports().forEach(it -> lastOfGroup.merge(it.group(), it.report().getAt(), Math::max));
    List<Job> jobs =
        told.reports().stream()
            // A topic of which its job says nothing any more is none of the job's.
            .filter(it -> Objects.equals(it.report().getAt(), lastOfGroup.get(it.group())))
            // One that names no partition says of nothing that it was read.
            .filter(it -> !it.report().getPartitions().isEmpty())
            .map(it -> Job.of(it, told, now, seen.of(it)))
            .filter(job -> job.age().atMost(Retention.TEMPLATE_DETAILS.toMillis()))
            .sorted(Comparator.comparing(Job::group).thenComparing(job -> job.report().getTopic()))
            .toList();
    return new Liveness(
        jobs,
        told.newest().values(),
        jobs.isEmpty() ? Optional.empty() : clock(jobs, told, told.redisAt().orElse(now), now));
  }

  private static Optional<Clock> clock(List<Job> jobs, Progress told, long redisNow, long now) {
    Optional<Clock> ahead =
        jobs.stream()
            .filter(job -> job.verdict() == Verdict.REPORT_AHEAD)
            .map(job -> new Clock(ClockOf.JOB, job.age().aheadMillis()))
            .max(Comparator.comparingLong(Clock::aheadMillis));
    if (ahead.isPresent()) {
      return ahead;
    }
    long job =
        jobs.stream()
            .map(it -> it.age().aheadMillis())
            .max(Comparator.comparingLong(Math::abs))
            .orElse(0L);
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

  /** The shortest one for a first report: nobody knows yet how often the job does. */
  private static long patience(ProgressReport report) {
    return Math.max(MIN_PATIENCE_MILLIS, TURNS * report.getEvery());
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
    if (worst != Verdict.LIVE) {
      return worst;
    }
    return jobs.stream().anyMatch(Job::ofTwo)
        ? Verdict.TWO_JOBS
        : clock.isPresent() ? Verdict.CLOCK_DIFFERS : Verdict.LIVE;
  }

  /**
   * Which clock is off; of {@link Verdict#REPORT_AHEAD}, REPORT_AGE_UNKNOWN and CLOCK_DIFFERS only.
   */
  public Optional<Clock> clock() {
    Verdict verdict = verdict();
    boolean named =
        verdict == Verdict.REPORT_AHEAD
            || verdict == Verdict.REPORT_AGE_UNKNOWN
            || verdict == Verdict.CLOCK_DIFFERS;
    return named ? clock : Optional.empty();
  }

  /** The group as which two jobs read; of {@link Verdict#TWO_JOBS} only. */
  public Optional<String> groupOfTwo() {
    return verdict() == Verdict.TWO_JOBS
        ? jobs.stream().filter(Job::ofTwo).map(Job::group).findFirst()
        : Optional.empty();
  }

  /** The job that makes the verdict, of several the one whose report is the oldest. */
  public Optional<Job> decisive() {
    return jobs.stream()
        .min(
            Comparator.comparing(Job::verdict)
                .thenComparing(job -> -job.age().millis().orElse(Long.MAX_VALUE)));
  }

  /**
   * How long before the report everything was read: of the partition that makes the verdict, else
   * of the one furthest behind; empty where that is not known.
   */
  public OptionalLong behindMillis() {
    List<OptionalLong> behind =
        worst()
            .map(Stream::of)
            .orElseGet(() -> jobs.stream().flatMap(job -> job.partitions().stream()))
            .map(Partition::behindMillis)
            .toList();
    return behind.stream().allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(behind.stream().mapToLong(OptionalLong::getAsLong).max().orElse(0))
        : OptionalLong.empty();
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

  /**
   * How long ago a job reported.
   *
   * @param millis empty where the report is of a time that has not come by any clock: that of Redis
   *     was set back, or another server took over, and the job's is ahead too; or where the clocks
   *     that agreed when it was made disagree by now whether it is old
   * @param aheadMillis by how much the job's clock is ahead of Redis'; where the age is not known,
   *     of the console's
   */
  public record Age(OptionalLong millis, long aheadMillis) {
    /** By the clock of Redis, which is one for all jobs; else as far as the others agree. */
    private static Age of(ProgressReport report, Progress told, long now, Seen seen) {
      long redisNow = told.redisAt().orElse(now);
      if (report.getRedisAt() != ProgressReport.UNKNOWN) {
        long byRedis = redisNow - report.getRedisAt();
        if (hasCome(byRedis)) {
          long ahead = report.getAt() - report.getRedisAt();
          long age = Math.max(byRedis, seen.atLeastMillis());
          // Who has set a clock since then cannot be told, only that the report has come just now.
          boolean disputed =
              age <= patience(report)
                  && now - report.getAt() > patience(report)
                  && !differs(ahead)
                  && differs(now - redisNow)
                  && seen.atMostMillis().orElse(Long.MAX_VALUE) > patience(report);
          return disputed ? new Age(OptionalLong.empty(), 0) : since(age, ahead);
        }
      }
      long byConsole = now - report.getAt();
      return hasCome(byConsole)
          ? since(byConsole, now - redisNow)
          : new Age(OptionalLong.empty(), -byConsole);
    }

    private static boolean hasCome(long millis) {
      return millis >= -CLOCKS_MAY_DIFFER_MILLIS;
    }

    private static Age since(long millis, long ahead) {
      return new Age(OptionalLong.of(Math.max(0, millis)), ahead);
    }

    private boolean atMost(long longest) {
      return millis.orElse(0) <= longest;
    }
  }

  /** What a job has said of a topic, and how long ago. */
  public record Job(
      String group, ProgressReport report, Age age, boolean ofTwo, List<Partition> partitions) {
    private static Job of(JobReport job, Progress told, long now, Seen seen) {
      ProgressReport report = job.report();
      long patience = patience(report);
      return new Job(
          job.group(),
          report,
          Age.of(report, told, now, seen),
          seen.ofTwoJobs(),
          report.getPartitions().stream()
              .map(
                  it ->
                      new Partition(
                          report.getTopic(),
                          it,
                          report.getAt(),
                          patience,
                          Optional.ofNullable(told.newest().get(job.nameOf(it.getPartition())))))
              .toList());
    }

    private Verdict verdict() {
      if (age.millis().isEmpty()) {
        return differs(age.aheadMillis()) ? Verdict.REPORT_AHEAD : Verdict.REPORT_AGE_UNKNOWN;
      }
      return !age.atMost(patience(report))
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
      // A time after the report is of a clock that was set back since then, and says nothing.
      if (said.getCurrentAt() != ProgressReport.UNKNOWN && said.getCurrentAt() <= saidAt) {
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
