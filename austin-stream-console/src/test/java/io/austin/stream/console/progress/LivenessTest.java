package io.austin.stream.console.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.ProgressReport.Partition;
import io.austin.stream.console.progress.Liveness.Clock;
import io.austin.stream.console.progress.Liveness.ClockOf;
import io.austin.stream.console.redis.NewestEvent;
import io.austin.stream.console.redis.ProgressReader.JobReport;
import io.austin.stream.console.redis.ProgressReader.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which the stream can stand still, or seem to. */
class LivenessTest {
  private static final long NOW = 1_671_864_869_000L;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long EVERY = 10_000;

  private final Map<String, NewestEvent> newest = new HashMap<>();
  private final List<JobReport> reports = new ArrayList<>();
  private final SeenReports seen = new SeenReports();
  private long redisNow = NOW;

  @Test
  void aJobThatHasReadEverythingIsLive() {
    report(5_000, partition(0));
    event(0, NOW - 3 * HOUR);

    assertThat(liveness().verdict()).isEqualTo(Verdict.LIVE);
    assertThat(Verdict.LIVE.vouches()).isTrue();
  }

  @Test
  void whatComesInBetweenTwoCheckpointsIsNoBacklog() {
    report(5_000, waiting(0, 100_000, 0, 20_000, 0));

    assertThat(liveness().verdict()).isEqualTo(Verdict.LIVE);
  }

  @Test
  void aReportThatNamesNoPartitionVouchesForNothing() {
    report(5_000);

    assertThat(liveness().verdict()).isEqualTo(Verdict.NEVER_REPORTED);
  }

  @Test
  void aJobThatNeverRanAndAnEmptiedRedisAreTheSame() {
    event(0, NOW - 1_000);

    assertThat(liveness().verdict()).isEqualTo(Verdict.NEVER_REPORTED);
    assertThat(Verdict.NEVER_REPORTED.vouches()).isFalse();
  }

  @Test
  void aDeadJobDoesNotReport() {
    report(HOUR, partition(0));

    assertThat(liveness().verdict()).isEqualTo(Verdict.NOT_REPORTING);
    assertThat(liveness().decisive().orElseThrow().age().millis()).hasValue(HOUR);
  }

  @ParameterizedTest
  @CsvSource({
    "10000,60000,LIVE",
    "10000,61000,NOT_REPORTING",
    "600000,2400000,LIVE",
    "-1,59000,LIVE",
    "-1,61000,NOT_REPORTING"
  })
  void howLongAReportMayBeAwayGoesByHowOftenTheyCome(long every, long age, Verdict verdict) {
    reports.add(
        new JobReport(
            "g",
            ProgressReport.of("log", "id", NOW - age, every, List.of(partition(0)))
                .withRedisAt(NOW - age)));

    assertThat(liveness().verdict()).isEqualTo(verdict);
  }

  @Test
  void aReportOfDaysAgoIsNone() {
    report("old", 4 * 24 * HOUR, partition(0));
    report(1_000, partition(0));

    assertThat(liveness().verdict()).isEqualTo(Verdict.LIVE);
  }

  @Test
  void oneDeadJobAmongTwoIsSeen() {
    report("dead", 2 * HOUR, partition(0));
    report(1_000, partition(0));

    assertThat(liveness().verdict()).isEqualTo(Verdict.NOT_REPORTING);
    assertThat(liveness().decisive().orElseThrow().group()).isEqualTo("dead");
  }

  @ParameterizedTest(name = "one job {0} ms ahead, {1} ms ago, another {2} ms: {3}, {4} ms old")
  @CsvSource({
    "7200000, 1000, 2000, CLOCK_DIFFERS, 2000",
    "-7200000, 1000, 2000, CLOCK_DIFFERS, 2000",
    "7200000, 3600000, 2000, NOT_REPORTING, 3600000",
    "-7200000, 3600000, 2000, NOT_REPORTING, 3600000",
    "7200000, 1000, 3600000, NOT_REPORTING, 3600000",
    "-7200000, 1000, 3600000, NOT_REPORTING, 3600000"
  })
  void jobsWhoseClocksDifferAreEachAsOldAsTheyAre(
      long ahead, long age, long otherAge, Verdict verdict, long oldest) {
    report("off", ahead, age);
    report("right", 0L, otherAge);

    assertThat(liveness().verdict()).isEqualTo(verdict);
    assertThat(liveness().decisive().orElseThrow().age().millis()).hasValue(oldest);
    if (verdict == Verdict.CLOCK_DIFFERS) {
      assertThat(liveness().clock()).hasValue(new Clock(ClockOf.JOB, ahead));
    }
  }

  @Test
  void aTopicThatAJobReadsNoMoreIsNotWaitedFor() {
    report(5_000, partition(0));
    reports.add(new JobReport("g", ProgressReport.of("former", "x", NOW - HOUR, EVERY, List.of())));

    assertThat(liveness().verdict()).isEqualTo(Verdict.LIVE);
  }

  @Test
  void aPartitionThatIsSilentIsNotBehind() {
    report(5_000, partition(0), partition(1));
    event(0, NOW - 1_000);
    event(1, NOW - 2 * HOUR);

    assertThat(liveness().verdict()).isEqualTo(Verdict.LIVE);
  }

  @Test
  void aBacklogIsNotUpToDateThoughTheClockOfTheJobWasSetBack() {
    report(5_000, waiting(0, 500, 0, -2 * HOUR, -2 * HOUR));

    assertThat(liveness().behindMillis()).isEmpty();
    assertThat(liveness().verdict()).isEqualTo(Verdict.BEHIND);
    event(0, NOW - HOUR);
    assertThat(liveness().behindMillis()).hasValue(HOUR - 5_000);
    assertThat(liveness().verdict()).isEqualTo(Verdict.BEHIND);
  }

  @Test
  void aPartitionThatHangsIsNamedThoughTheOthersAreUpToDate() {
    report(5_000, partition(0), waiting(1, 83, 0, 2 * HOUR, 2 * HOUR));
    event(0, NOW);

    assertThat(liveness().verdict()).isEqualTo(Verdict.PARTITION_STANDS_STILL);
    assertThat(liveness().worst().orElseThrow().name()).isEqualTo("log-1");
    assertThat(liveness().worst().orElseThrow().behindMillis()).hasValue(2 * HOUR);
  }

  @Test
  void aPartitionThatAnOpenTransactionHoldsBackStandsStill() {
    report(5_000, waiting(0, 0, 7, HOUR, HOUR));

    assertThat(liveness().verdict()).isEqualTo(Verdict.PARTITION_STANDS_STILL);
  }

  @Test
  void aBacklogThatShrinksIsBehind() {
    report(5_000, waiting(0, 1_000_000, 0, 2 * HOUR, 0), waiting(1, 9, 0, HOUR, 0));

    assertThat(liveness().verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(liveness().worst().orElseThrow().name()).isEqualTo("log-0");
  }

  @Test
  void aJobThatHasJustStartedIsAsFarBehindAsItsNewestEvent() {
    Partition started = Partition.of(0, 1, 50).withUnread(49).withMovedAt(NOW - 5_000);
    report(5_000, started);
    assertThat(liveness().verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(liveness().worst().orElseThrow().behindMillis()).isEmpty();

    event(0, NOW - HOUR);
    assertThat(liveness().worst().orElseThrow().behindMillis()).hasValue(HOUR - 5_000);
    event(0, NOW - 10_000);
    assertThat(liveness().verdict()).isEqualTo(Verdict.LIVE);
  }

  @Test
  void aProducersClockThatIsAheadHidesNothingAndIsNamed() {
    report(5_000, partition(0));
    event(0, NOW + 2 * HOUR);
    assertThat(liveness().verdict()).isEqualTo(Verdict.CLOCK_DIFFERS);
    assertThat(liveness().clock()).hasValue(new Clock(ClockOf.PRODUCER, 2 * HOUR));
    assertThat(Verdict.CLOCK_DIFFERS.vouches()).isTrue();

    reports.clear();
    report(HOUR, partition(0));
    assertThat(liveness().verdict()).isEqualTo(Verdict.NOT_REPORTING);
  }

  @ParameterizedTest(name = "job {0} ms, Redis {1} ms: {2} by {3} ms")
  @CsvSource({
    "0, 0, , 0",
    "30000, -20000, , 0",
    "7200000, 0, JOB, 7200000",
    "-7200000, 0, JOB, -7200000",
    "0, 7200000, REDIS, 7200000",
    "7200000, 7200000, CONSOLE, -7200000"
  })
  void theClockIsNamedThatDiffersFromTheOthers(
      long jobAhead, long redisAhead, ClockOf of, long ahead) {
    redisNow = NOW + redisAhead;
    reports.add(
        new JobReport(
            "g",
            ProgressReport.of("log", "id", NOW + jobAhead, EVERY, List.of(partition(0)))
                .withRedisAt(redisNow)));

    assertThat(liveness().clock())
        .isEqualTo(Optional.ofNullable(of).map(which -> new Clock(which, ahead)));
  }

  @Test
  void aReportOfLaterThanRedisClockMakesNoDeadJobLive() {
    report(HOUR, partition(0));
    redisNow -= 2 * HOUR; // as another server's clock, behind a failover

    assertThat(liveness().verdict()).isEqualTo(Verdict.NOT_REPORTING);
    assertThat(liveness().decisive().orElseThrow().age().millis()).hasValue(HOUR);
  }

  @ParameterizedTest(
      name = "written {0} ms ahead by the job and {1} by Redis, which is now {2}: {3}")
  @CsvSource({
    "7200000, 7200000, 0, REPORT_AHEAD, JOB, 7200000",
    "7200000, 3600000, 0, REPORT_AHEAD, JOB, 7200000",
    "7200000, 7200000, -7200000, REPORT_AHEAD, JOB, 7200000",
    "7200000, 7200000, 7200000, CLOCK_DIFFERS, CONSOLE, -7200000",
    "0, 0, -7200000, CLOCK_DIFFERS, REDIS, -7200000",
    "0, 7200000, 0, LIVE, , 0",
    "30000, 30000, 0, LIVE, , 0"
  })
  void aReportIsNoOlderThanAClockCanTell(
      long byJob, long byRedis, long redisAhead, Verdict verdict, ClockOf of, long ahead) {
    redisNow = NOW + redisAhead;
    reports.add(
        new JobReport(
            "g",
            ProgressReport.of("log", "id", NOW + byJob, EVERY, List.of(partition(0)))
                .withRedisAt(NOW + byRedis)));

    assertThat(liveness().verdict()).isEqualTo(verdict);
    assertThat(liveness().clock())
        .isEqualTo(Optional.ofNullable(of).map(which -> new Clock(which, ahead)));
    assertThat(Verdict.REPORT_AHEAD.vouches()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aReportAheadIsNotBelievedWhereRedisTellsNoTime(boolean stamped) {
    ProgressReport report =
        ProgressReport.of("log", "id", NOW + 2 * HOUR, EVERY, List.of(partition(0)));
    reports.add(new JobReport("g", stamped ? report.withRedisAt(NOW + 2 * HOUR) : report));

    Liveness liveness = Liveness.of(new Progress(newest, reports, Optional.empty()), NOW);

    assertThat(liveness.verdict()).isEqualTo(Verdict.REPORT_AHEAD);
    assertThat(liveness.clock()).hasValue(new Clock(ClockOf.JOB, 2 * HOUR));
    assertThat(liveness.decisive().orElseThrow().age().millis()).isEmpty();
  }

  /** While it is not seen that reports still come, nobody knows whose clock it is. */
  @ParameterizedTest(name = "{0} ms after the report Redis is set back by {1} ms: {2}")
  @CsvSource({
    "1800000, 1800000, REPORT_AGE_UNKNOWN",
    "1830000, 1800000, REPORT_AGE_UNKNOWN",
    "1750000, 1800000, REPORT_AGE_UNKNOWN",
    "1870000, 1800000, NOT_REPORTING",
    "1700000, 1800000, NOT_REPORTING",
    "7200000, 7170000, REPORT_AGE_UNKNOWN"
  })
  void aClockOfRedisThatIsSetBackMakesNoOldReportNew(long age, long back, Verdict verdict) {
    report(age, partition(0));
    redisNow -= back;

    assertThat(liveness().verdict()).isEqualTo(verdict);
    assertThat(liveness().verdict().vouches()).isFalse();
    if (verdict == Verdict.REPORT_AGE_UNKNOWN) {
      assertThat(liveness().clock()).hasValue(new Clock(ClockOf.CONSOLE, back));
      assertThat(liveness().decisive().orElseThrow().age().millis()).isEmpty();
    }
  }

  @Test
  void whoHasSeenTheReportBeforeTheClockWasSetBackKnowsItsAge() {
    report(0, partition(0));
    look(0);
    look(1_830_000);
    redisNow = NOW + 30_000;

    assertThat(Liveness.of(told(), NOW + 1_830_000, seen).verdict())
        .isEqualTo(Verdict.NOT_REPORTING);
  }

  @Test
  void aConsoleWhoseClockIsFastKnowsItWhenAReportHasCome() {
    report(EVERY, partition(0));
    look(0);
    assertThat(Liveness.of(told(), NOW + HOUR, seen).verdict())
        .isEqualTo(Verdict.REPORT_AGE_UNKNOWN);
    reports.clear();
    report(0, partition(0));
    look(EVERY);

    Liveness liveness = Liveness.of(told(), NOW + HOUR, seen);
    assertThat(liveness.verdict()).isEqualTo(Verdict.CLOCK_DIFFERS);
    assertThat(liveness.clock()).hasValue(new Clock(ClockOf.CONSOLE, HOUR));
    look(3 * MINUTE);
    assertThat(Liveness.of(told(), NOW + HOUR, seen).verdict()).isEqualTo(Verdict.NOT_REPORTING);
  }

  @Test
  void twoJobsThatReportInTurnAreSeen() {
    for (int turn = 0; turn < 6; turn++) {
      reports.clear();
      redisNow = NOW + turn * EVERY / 2;
      reportedAt(redisNow, EVERY);
      look(turn * EVERY / 2);
    }
    Liveness liveness = Liveness.of(told(), redisNow, seen);

    assertThat(liveness.verdict()).isEqualTo(Verdict.TWO_JOBS);
    assertThat(liveness.groupOfTwo()).hasValue("g");
    assertThat(Verdict.TWO_JOBS.vouches()).isTrue();
  }

  @ParameterizedTest(name = "a job that reports every {0} ms, looked at every {1} ms")
  @CsvSource({"10000, 3000", "10000, 10000", "1000, 3000", "10000, 60000"})
  void oneJobIsNotTakenForTwo(long every, long looked) {
    for (long at = 0; at <= 10 * Math.max(every, looked); at += looked) {
      long last = at / every * every;
      reports.clear();
      reportedAt(NOW + last, last == 0 ? ProgressReport.UNKNOWN : every);
      look(at);
      redisNow = NOW + at;
    }

    assertThat(Liveness.of(told(), redisNow, seen).verdict()).isEqualTo(Verdict.LIVE);
  }

  @Test
  void theAgeIsThatOfTheJobThatMakesTheVerdict() {
    reports.add(
        new JobReport(
            "seldom",
            ProgressReport.of("log", "id", NOW - 30 * MINUTE, 10 * MINUTE, List.of(partition(0)))
                .withRedisAt(NOW - 30 * MINUTE)));
    report("dead", 2 * MINUTE, partition(0));

    assertThat(liveness().verdict()).isEqualTo(Verdict.NOT_REPORTING);
    assertThat(liveness().decisive().orElseThrow().group()).isEqualTo("dead");
  }

  @Test
  void whereRedisTellsNoTimeTheConsolesClockIsUsed() {
    report(2 * MINUTE, partition(0));

    Liveness liveness = Liveness.of(new Progress(newest, reports, Optional.empty()), NOW);

    assertThat(liveness.verdict()).isEqualTo(Verdict.NOT_REPORTING);
  }

  private Liveness liveness() {
    return Liveness.of(told(), NOW);
  }

  private void reportedAt(long at, long every) {
    reports.add(
        new JobReport(
            "g", ProgressReport.of("log", "id", at, every, List.of(partition(0))).withRedisAt(at)));
  }

  private Progress told() {
    return new Progress(newest, reports, Optional.of(redisNow));
  }

  private void look(long at) {
    seen.look(reports, at);
  }

  private void report(long age, Partition... partitions) {
    report("g", age, partitions);
  }

  private void report(String group, long age, Partition... partitions) {
    reports.add(
        new JobReport(
            group,
            ProgressReport.of("log", "id", NOW - age, EVERY, List.of(partitions))
                .withRedisAt(redisNow - age)));
  }

  /** Of a job whose clock is off, some time ago by Redis' clock. */
  private void report(String group, long ahead, long age) {
    reports.add(
        new JobReport(
            group,
            ProgressReport.of("log", "id", NOW - age + ahead, EVERY, List.of(partition(0)))
                .withRedisAt(redisNow - age)));
  }

  private void event(int partition, long at) {
    newest.put("g:id:" + partition, new NewestEvent(at, NOW));
  }

  private static Partition partition(int number) {
    return Partition.of(number, 10, 10).withCurrentAt(NOW).withMovedAt(NOW);
  }

  /** A partition in a report of five seconds ago. */
  private static Partition waiting(
      int number, long unread, long heldBack, long behind, long still) {
    long saidAt = NOW - 5_000;
    return Partition.of(number, 10, 10 + unread + heldBack)
        .withUnread(unread)
        .withHeldBack(heldBack)
        .withCurrentAt(saidAt - behind)
        .withMovedAt(saidAt - still);
  }
}
