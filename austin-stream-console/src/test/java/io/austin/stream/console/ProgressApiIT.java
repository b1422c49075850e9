package io.austin.stream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.ProgressReport.Partition;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way in which the stream can stand still, over HTTP: no answer vouches for it then. */
@Timeout(60)
class ProgressApiIT {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @RegisterExtension
  @Order(1)
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  @Order(2)
  static final ConsoleExtension console = ConsoleExtension.over(redis);

  private final Written written = new Written(redis.client());
  private final long now = System.currentTimeMillis();

  @Test
  void withoutAReportNothingIsVouchedFor() {
    written.newest(now, now);

    awaitVerdict("never_reported");
    Answer missing = console.of("message", "m9");

    assertThat(missing.at("/freshness/vouches").asBoolean(true)).isFalse();
    assertThat(missing.text("/error/message")).contains("No job has reported here");
    assertThat(console.get("/api/v1/progress").at("/reports")).isEmpty();
  }

  @Test
  void aJobThatHasReadEverythingVouchesForWhatIsNotThere() {
    written.newest(now - HOUR, now - HOUR);
    written.reported("g", report(now, upToDate(0)));

    awaitVerdict("live");
    Answer missing = console.of("receiver", "13711112222");

    assertThat(missing.at("/freshness/vouches").asBoolean()).isTrue();
    assertThat(missing.number("/freshness/unread")).isZero();
    assertThat(missing.text("/error/message")).contains("has read everything");
  }

  @Test
  void aDeadJobIsNotLive() {
    written.newest(now - HOUR, now - HOUR);
    written.reported("g", report(now - HOUR, upToDate(0)));

    awaitVerdict("not_reporting");
    Answer search = console.get("/api/v1/search?q=m9");

    assertThat(search.at("/freshness/vouches").asBoolean(true)).isFalse();
    assertThat(search.number("/freshness/reportAgeMillis")).isBetween(HOUR, HOUR + 60_000);
    assertThat(console.of("message", "m9").text("/error/message"))
        .contains("has not reported for 60 min");
  }

  @Test
  void aPartitionThatHangsIsNamed() {
    written.newest(now, now);
    written.reported(
        "g",
        report(
            now,
            upToDate(0),
            Partition.of(1, 7, 90)
                .withUnread(83)
                .withCurrentAt(now - 2 * HOUR)
                .withMovedAt(now - 2 * HOUR)));

    awaitVerdict("partition_stands_still");
    Answer progress = console.get("/api/v1/progress");

    assertThat(progress.text("/freshness/partition")).isEqualTo("log-1");
    assertThat(progress.number("/freshness/behindMillis")).isEqualTo(2 * HOUR);
    assertThat(progress.text("/reports/0/group")).isEqualTo("g");
    assertThat(progress.number("/reports/0/partitions/1/nextOffset")).isEqualTo(7);
    assertThat(progress.number("/reports/0/partitions/1/unread")).isEqualTo(83);
    assertThat(progress.at("/reports/0/partitions/1/standsStill").asBoolean()).isTrue();
    assertThat(progress.at("/reports/0/partitions/0/standsStill").asBoolean(true)).isFalse();
    assertThat(console.of("template", "9").text("/error/message"))
        .contains("Partition log-1 stands still");
  }

  @Test
  void aBacklogIsToldWithItsLength() {
    written.reported(
        "g",
        report(
            now, Partition.of(0, 7, 90).withUnread(83).withCurrentAt(now - HOUR).withMovedAt(now)));

    awaitVerdict("behind");

    assertThat(console.of("message", "m9").text("/error/message")).contains("is 60 min behind");
  }

  @Test
  void aProducersClockThatIsAheadIsNamed() {
    written.newest(now + 2 * HOUR, now);
    written.reported("g", report(now, upToDate(0)));

    awaitVerdict("clock_differs");

    assertThat(console.get("/api/v1/health").text("/freshness/clock/of")).isEqualTo("producer");
  }

  @Test
  void theJobsClockIsNamed() {
    written.reported("g", report(now - 2 * HOUR, upToDate(0)).withRedisAt(now));

    awaitVerdict("clock_differs");
    Answer health = console.get("/api/v1/health");

    assertThat(health.text("/freshness/clock/of")).isEqualTo("job");
    assertThat(health.number("/freshness/clock/aheadMillis"))
        .isBetween(-2 * HOUR - 60_000, -2 * HOUR);
    assertThat(health.number("/freshness/reportAgeMillis")).isLessThan(60_000);
  }

  @Test
  void aReportOfATimeThatHasNotComeIsNotBelieved() {
    written.reported("g", report(now + 2 * HOUR, upToDate(0)));

    awaitVerdict("report_ahead");
    Answer health = console.get("/api/v1/health");

    assertThat(health.at("/freshness/vouches").asBoolean(true)).isFalse();
    assertThat(health.at("/freshness/reportAgeMillis").isNull()).isTrue();
    assertThat(health.text("/freshness/clock/of")).isEqualTo("job");
    assertThat(health.number("/freshness/clock/aheadMillis")).isBetween(HOUR, 2 * HOUR);
    assertThat(console.get("/api/v1/progress").at("/reports/0/ageMillis").isNull()).isTrue();
    assertThat(console.of("message", "m9").text("/error/message"))
        .contains("ahead of the clock here, so nobody knows how old it is");
  }

  @Test
  void twoJobsThatReportInTurnAreNamed() {
    for (int turn = 0; turn < 6; turn++) {
      long at = now - 30_000 + turn * 5_000;
      written.reported("g", report(at, 10_000, upToDate(0)));
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> console.get("/api/v1/health").number("/freshness/reportedAt") == at);
    }
    Answer health = console.get("/api/v1/health");

    assertThat(health.text("/freshness/verdict")).isEqualTo("two_jobs");
    assertThat(health.text("/freshness/twoJobs")).isEqualTo("g");
    assertThat(health.at("/freshness/vouches").asBoolean()).isTrue();
    assertThat(console.of("message", "m9").text("/error/message"))
        .contains("Two jobs report in turn as group g: stop one of them.");
    redis.client().del("Austin:Stream:Progress");
    awaitVerdict("never_reported"); // what was seen is forgotten then
  }

  @Test
  void somebodyElsesKeyIsNoReport() {
    redis.client().set("Austin:Stream:Progress", "somebody's");

    awaitVerdict("never_reported");
    redis.client().del("Austin:Stream:Progress");
    redis.client().hset("Austin:Stream:Progress", "g:log", "nonsense");
    assertThat(console.get("/api/v1/progress").at("/reports")).isEmpty();
  }

  /** What was read for the test before is kept for a moment. */
  private void awaitVerdict(String verdict) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(console.get("/api/v1/health").text("/freshness/verdict"))
                    .isEqualTo(verdict));
  }

  /** A job's first, so that it is none of another's in between. */
  private static ProgressReport report(long at, Partition... partitions) {
    return report(at, ProgressReport.UNKNOWN, partitions);
  }

  private static ProgressReport report(long at, long every, Partition... partitions) {
    return ProgressReport.of("log", "topic", at, every, List.of(partitions)).withRedisAt(at);
  }

  private Partition upToDate(int partition) {
    return Partition.of(partition, 10, 10).withCurrentAt(now).withMovedAt(now);
  }
}
