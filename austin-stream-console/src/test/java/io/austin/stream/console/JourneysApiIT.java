package io.austin.stream.console;

import static io.austin.stream.console.Written.TODAY;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.WrittenJourneys;
import io.austin.stream.test.server.RedisExtension;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API's stuck messages and latencies, over what the functions write. */
@Timeout(60)
class JourneysApiIT {
  @RegisterExtension
  @Order(1)
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  @Order(2)
  static final ConsoleExtension console = ConsoleExtension.over(redis);

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final JourneyKeys KEYS = JourneyKeys.among(TraceKeys.unprefixed());
  private static final JourneyRules RULES =
      new JourneyRules(
          Duration.ofMinutes(5),
          LocalTime.of(9, 30),
          ZoneId.of(RunningConsole.ZONE),
          Duration.ofDays(3));

  private final long now = System.currentTimeMillis();
  private WrittenJourneys journeys;

  @BeforeEach
  void begin() throws Exception {
    journeys = WrittenJourneys.to(redis.uri(), RULES);
  }

  @AfterEach
  void end() throws Exception {
    journeys.close();
  }

  @Test
  void withoutAJobNothingIsSaidNotToBeStuck() {
    redis.server().flushAll();

    Answer stuck = await("no_job", "stuck?offset=1");
    assertThat(stuck.at("/total").isNull()).isTrue();
    assertThat(stuck.at("/journeys/vouches").asBoolean()).isFalse();
    Answer template = console.of("stuck/template", "" + businessId(3));
    assertThat(template.at("/total").isNull()).isTrue();
    assertThat(template.at("/examples")).isEmpty();
    assertThat(console.get("/api/v1/templates?limit=2").at("/stuck/total").isNull()).isTrue();
  }

  @Test
  void aJobThatHasJustBegunHasNotToldEverythingYet() throws Exception {
    journeys.take(event(3, "m1", now - 10 * MINUTE, 10, "a")).clock(now);

    Answer stuck = await("starting", "stuck?offset=2");
    assertThat(stuck.at("/total").isNull()).isTrue();
  }

  @Test
  void whatIsStuckShowsByTemplateAndAgeUntilItsResultComes() throws Exception {
    journeys
        .take(
            event(3, "m1", now - 10 * MINUTE, 10, "13711112222", "3:b"),
            event(3, "m2", now - 2 * HOUR, 10, "13711112222"),
            event(4, "m3", now - 26 * HOUR, 10, "c"),
            event(4, "m4", now - 10 * MINUTE, 10, "c"),
            event(4, "m4", now - 9 * MINUTE, 60, "c"),
            event(4, "m5", now - MINUTE, 10, "c"))
        .clock(now);
    hasToldEverything();

    Answer stuck = awaitTotal(4, "stuck");
    assertThat(stuck.text("/journeys/verdict")).isEqualTo("live");
    assertThat(stuck.number("/oldestAt")).isEqualTo(now - 26 * HOUR);
    assertThat(stuck.at("/templates").findValuesAsText("businessId"))
        .containsExactly("" + businessId(3), "" + businessId(4));
    assertThat(ages(stuck.at("/templates/0/ages"))).containsExactly(2L, 0L, 1L, 0L, 0L);
    assertThat(ages(stuck.at("/templates/1/ages"))).containsExactly(0L, 0L, 0L, 0L, 1L);

    Answer three = console.of("stuck/template", "" + businessId(3));
    assertThat(three.number("/total")).isEqualTo(3);
    assertThat(three.at("/examples").findValuesAsText("messageId"))
        .containsExactly("m2", "m1", "m1");
    assertThat(three.at("/examples").findValuesAsText("receiver"))
        .containsExactlyInAnyOrder("13711112222", "13711112222", "3:b");
    assertThat(console.get("/api/v1/templates").number("/stuck/total")).isEqualTo(4);

    journeys
        .take(event(3, "m1", now, 60, "13711112222", "3:b"), event(3, "m2", now, 70, "13711112222"))
        .clock(now + 1);
    awaitTotal(1, "stuck");
    awaitTotal(0, "stuck/template?id=" + businessId(3));
  }

  @Test
  void thousandTemplatesAreTurnedOver() throws Exception {
    List<AnchorInfo> events = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      events.add(event(i, "m" + i, now - HOUR - i, 10, "a"));
    }
    journeys.take(events).clock(now);
    hasToldEverything();

    Answer stuck = awaitTotal(1_000, "stuck?limit=100&offset=900");
    assertThat(stuck.number("/oldestAt")).isEqualTo(now - HOUR - 1_000);
    assertThat(stuck.at("/templates")).hasSize(100);
    assertThat(stuck.at("/page/next").isNull()).isTrue();
  }

  @Test
  void latenciesAreMergedOverTemplatesHoursAndMinutes() throws Exception {
    List<AnchorInfo> events = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      long answered = now - 10 * MINUTE;
      events.add(event(i % 2 + 5, "m" + i, answered - i * 100L, 10, "a"));
      events.add(event(i % 2 + 5, "m" + i, answered, i == 100 ? 70 : 60, "a"));
    }
    events.add(event(5, "early", now - 30 * HOUR - 40_000, 10, "a"));
    events.add(event(5, "early", now - 30 * HOUR, 60, "a"));
    events.add(event(5, "backwards", now - 10 * MINUTE, 10, "a"));
    events.add(event(5, "backwards", now - 11 * MINUTE, 60, "a"));
    journeys.take(events).clock(now);
    new Written(redis.client())
        .totals(businessId(5), Map.of(10, 52))
        .totals(businessId(6), Map.of(10, 50));

    Answer all = console.get("/api/v1/latency?day=" + TODAY.toString().replace("-", ""));
    assertThat(all.number("/templates")).isEqualTo(2);
    assertThat(all.number("/took/count")).isEqualTo(101);
    assertThat(all.number("/negative")).isEqualTo(1);
    assertThat((double) all.number("/took/p50")).isCloseTo(5_100, within(204.0));
    assertThat(all.at("/took/withinTarget").asDouble()).isCloseTo(100 / 101.0, within(0.001));
    assertThat(all.at("/hours")).hasSize(2);
    assertThat(all.number("/hours/0/took/count")).isEqualTo(1);
    assertThat((double) all.number("/hours/0/took/p99")).isCloseTo(40_000, within(800.0));
    assertThat((double) all.number("/hours/1/took/p95")).isCloseTo(9_500, within(190.0));
    assertThat(all.at("/minutes/0/took/count").asLong() + all.at("/minutes/1/took/count").asLong())
        .isEqualTo(100);
    assertThat(all.text("/slowest/0/messageId")).isEqualTo("early");
    assertThat(all.number("/slowest/0/millis")).isEqualTo(40_000);
    assertThat(all.at("/slowest")).hasSize(20);

    Answer one = console.of("latency", "" + businessId(6));
    assertThat(one.number("/took/count")).isEqualTo(50);
    assertThat(one.number("/slowest/0/millis")).isEqualTo(9_900);
    Answer none = console.of("latency", "" + businessId(9));
    assertThat(none.number("/took/count")).isZero();
    assertThat(none.at("/took/withinTarget").isNull()).isTrue();
    assertThat(console.get("/api/v1/latency").number("/took/count")).isEqualTo(101);
  }

  @Test
  void whatIsHeldAndSentAtNineIsOneJourney() throws Exception {
    List<AnchorInfo> events = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      events.add(event(7, "m" + i, now - 5 * HOUR, 10, "a"));
      events.add(event(7, "m" + i, now - 5 * HOUR + 1, 24, "a"));
      if (i <= 8) {
        events.add(event(7, "m" + i, now - HOUR, 10, "a"));
        events.add(event(7, "m" + i, now - HOUR + 500, 60, "a"));
      }
    }
    journeys.take(events).clock(now);
    new Written(redis.client()).totals(businessId(7), Map.of(10, 18, 24, 10, 60, 8));

    Answer template = console.of("template", "" + businessId(7));
    assertThat(template.text("/totals/of")).isEqualTo("journeys");
    assertThat(template.number("/totals/received")).isEqualTo(10);
    assertThat(template.number("/totals/held")).isEqualTo(2);
    assertThat(template.number("/totals/takenInTwice")).isZero();
    assertThat(template.at("/totals/rates/sent").asDouble()).isEqualTo(0.8);
    assertThat(template.number("/states/0/count")).isEqualTo(18);
  }

  @Test
  void journeysThatAreKnownOfAPartAloneAreNoMeasure() throws Exception {
    journeys
        .take(event(8, "m1", now - HOUR, 10, "a"), event(8, "m1", now - HOUR + 500, 60, "a"))
        .clock(now);
    new Written(redis.client()).totals(businessId(8), Map.of(10, 50, 60, 40));

    Answer template = console.of("template", "" + businessId(8));
    assertThat(template.text("/totals/of")).isEqualTo("events");
    assertThat(template.number("/totals/received")).isEqualTo(50);
  }

  /** An attempt of the job has told everything a few seconds after it began. */
  private static void hasToldEverything() {
    long begun = Long.parseLong(redis.client().hget(KEYS.progress(), "begun"));
    redis.client().hset(KEYS.progress(), "begun", "" + (begun - 20_000));
  }

  /** What is said once the console has forgotten what it heard in the test before. */
  private static Answer await(String verdict, String path) {
    return Awaitility.await()
        .until(
            () -> console.get("/api/v1/" + path),
            answer -> answer.text("/journeys/verdict").equals(verdict));
  }

  private static Answer awaitTotal(long total, String path) {
    return Awaitility.await()
        .until(
            () -> console.get("/api/v1/" + path),
            answer -> answer.at("/total").isNumber() && answer.number("/total") == total);
  }

  private static List<Long> ages(JsonNode ages) {
    return StreamSupport.stream(ages.spliterator(), false)
        .map(age -> age.path("count").asLong())
        .toList();
  }

  private static AnchorInfo event(
      long template, String messageId, long at, int state, String... receivers) {
    return AnchorInfo.builder()
        .businessId(businessId(template))
        .ids(receivers)
        .state(state)
        .logTimestamp(at)
        .messageId(messageId)
        .build();
  }
}
