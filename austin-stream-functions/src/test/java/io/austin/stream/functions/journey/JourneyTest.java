package io.austin.stream.functions.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.journey.Outcome.Kind;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a set of steps says: steps are written as {@code time:state}, with a space between. */
class JourneyTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final JourneyRules RULES =
      new JourneyRules(Duration.ofMinutes(5), LocalTime.of(9, 30), SHANGHAI, Duration.ofDays(3));

  @ParameterizedTest(name = "{0} is {1} by {2} at {3}")
  @CsvSource({
    "1:10,                        IN_PROGRESS, 10,    1",
    "1:10 2:24,                   HELD,        24,    2",
    "1:10 2:24 9:10,              IN_PROGRESS, 10,    9",
    "1:10 2:30,                   FILTERED,    30,    2",
    "1:10 2:20,                   FILTERED,    20,    2",
    "1:10 2:22,                   FILTERED,    22,    2",
    "1:10 2:40,                   FILTERED,    40,    2",
    "1:10 2:50,                   FILTERED,    50,    2",
    "1:10 2:30 3:10,              IN_PROGRESS, 10,    3",
    "1:10 2:60,                   SENT,        60,    2",
    "1:10 2:60 3:60,              SENT,        60,    2",
    "1:10 2:60 3:10 4:30,         SENT,        60,    2",
    "1:10 2:60 3:70,              SENT,        60,    2",
    "1:10 2:60 3:64 4:64,         CLICKED,     64,    3",
    "1:64,                        CLICKED,     64,    1",
    "1:10 2:70,                   FAILED,      70,    2",
    "1:10 2:40003,                FAILED,      40003, 2",
    "1:10 2:70 3:-1,              FAILED,      -1,    2",
    "1:10 2:7 3:70 4:8,           FAILED,      8,     3",
    "5:40003,                     FAILED,      40003, 5",
    "1:10 2:40003 3:10,           IN_PROGRESS, 10,    3",
    "1:10 2:70 3:40003 4:10,      IN_PROGRESS, 10,    4",
    "1:10 2:70 3:10 4:40003,      IN_PROGRESS, 10,    3",
    "7:10 7:60,                   SENT,        60,    7",
    "7:10 7:-1,                   FAILED,      -1,    7",
  })
  void outcome(String steps, Kind kind, int code, long at) {
    assertThat(journey(steps).outcome()).isEqualTo(new Outcome(kind, code, at));
  }

  @ParameterizedTest(name = "{0} took from {1} to {2}")
  @CsvSource({
    "1:10 3:60,                   1, 3",
    "1:10 2:10 9:60,              1, 9",
    "1:10 3:60 9:70,              1, 3",
    "1:10 3:70 9:60,              1, 3",
    "1:10 4:40003,                1, 4",
    "1:10 4:40003 6:70,           1, 6",
    "1:10 2:24 50:10 53:60,       50, 53",
    "1:10 2:24 50:10 51:10 53:60, 50, 53",
    "1:10 3:60 4:24 50:10 53:60,  1, 3",
    "8:10 5:60,                   8, 5",
    "7:10 7:60,                   7, 7",
  })
  void latency(String steps, long from, long to) {
    assertThat(journey(steps).latency()).contains(new Latency(from, to));
  }

  @ParameterizedTest
  @CsvSource({"1:10", "1:60", "1:10 2:30", "1:10 2:64", "1:10 2:24 3:60"})
  void thereIsNoLatencyWithoutBothEnds(String steps) {
    assertThat(journey(steps).latency()).isEqualTo(Optional.empty());
  }

  @Test
  void aMessageInProgressIsStuckAfterTheBound() {
    assertThat(RULES.stuckFrom(journey("1000:10"))).hasValue(301_000);
    assertThat(RULES.stuckFrom(journey("1000:10 2000:10"))).hasValue(301_000);
    assertThat(RULES.stuckFrom(journey("1000:10 2000:24 5000:10"))).hasValue(305_000);
  }

  @Test
  void aMessageWithAResultIsNeverStuck() {
    for (String result : new String[] {"60", "64", "70", "30", "40003"}) {
      assertThat(RULES.stuckFrom(journey("1:10 2:" + result))).isEqualTo(OptionalLong.empty());
    }
  }

  @ParameterizedTest(name = "held at {0}, stuck from {1}")
  @CsvSource({
    "2026-11-23T23:10,    2026-11-24T09:30",
    "2026-11-24T07:59,    2026-11-24T09:30",
    "2026-11-24T09:29:59, 2026-11-24T09:30",
    "2026-11-24T09:30,    2026-11-25T09:30",
  })
  void aHeldMessageIsStuckFromTheMomentBeforeWhichItShouldHaveBeenSent(
      LocalDateTime held, LocalDateTime due) {
    assertThat(RULES.stuckFrom(Journey.of(new Step(millis(held), 24)))).hasValue(millis(due));
  }

  @Test
  void aResultIsKeptForAnHourAndAJourneyWithoutOneForThreeDays() {
    assertThat(RULES.endsAt(journey("1:10 2:60"))).isEqualTo(2 + Duration.ofHours(1).toMillis());
    assertThat(RULES.endsAt(journey("1:10"))).isEqualTo(1 + Duration.ofDays(3).toMillis());
    assertThat(RULES.endsAt(journey("1:10 2:24"))).isEqualTo(2 + Duration.ofDays(3).toMillis());
  }

  private static long millis(LocalDateTime local) {
    return local.atZone(SHANGHAI).toInstant().toEpochMilli();
  }

  static Journey journey(String steps) {
    return Journey.of(
        Arrays.stream(steps.split(" "))
            .map(step -> step.split(":"))
            .map(step -> new Step(Long.parseLong(step[0]), Integer.parseInt(step[1])))
            .toArray(Step[]::new));
  }
}
