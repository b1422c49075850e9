package io.austin.stream.console;

import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.functions.alert.AlertRule.Severity;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.alert.Incidents;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.WrittenJourneys;
import io.austin.stream.test.server.RedisExtension;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API's incidents, over what the functions write. */
@Timeout(60)
class IncidentsApiIT {
  @RegisterExtension
  @Order(1)
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  @Order(2)
  static final ConsoleExtension console = ConsoleExtension.over(redis);

  private static final long HOUR = 3_600_000;
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
  void whereNobodyEvaluatesRulesNothingIsSaidNotToBeWrong() throws Exception {
    journeys.clock(now);
    Answer none = awaitTotal(0, "incidents");
    assertThat(none.at("/open").isNull()).isTrue();
    await().until(() -> console.get("/api/v1/health").at("/incidents").isNull());
  }

  @Test
  void openOnesComeFirstTheWorstAheadAndThenThoseThatEnded() throws Exception {
    Incident info = Incidents.open("quiet", "channel SMS", Severity.INFO, now - HOUR);
    Incident critical =
        Incidents.open("many-fail", "template 3", Severity.CRITICAL, now - 2 * HOUR);
    Incident early = Incidents.open("slow", "template 4", Severity.WARNING, now - 9 * HOUR);
    Incident lately = Incidents.open("slow", "type real-time", Severity.WARNING, now - 8 * HOUR);
    journeys
        .found(info, early, critical, lately)
        .found(Incidents.ended(early, now - 7 * HOUR), Incidents.ended(lately, now - 6 * HOUR))
        .clock(now);

    Answer all = awaitFirst(critical, "incidents");
    assertThat(all.at("/incidents"))
        .extracting(it -> it.get("id").asText())
        .containsExactly(critical.id(), info.id(), lately.id(), early.id());
    assertThat(all.at("/incidents").findValuesAsText("state"))
        .containsExactly("open", "open", "ended", "ended");
    assertThat(all.number("/incidents/0/template/id")).isEqualTo(3);
    assertThat(all.text("/incidents/0/text/zh")).isEqualTo(critical.chinese());
    assertThat(all.number("/incidents/1/channel/code")).isEqualTo(30);
    assertThat(all.number("/incidents/2/type/code")).isEqualTo(20);
    assertThat(all.number("/incidents/2/endedAt")).isEqualTo(now - 6 * HOUR);
    assertThat(all.at("/incidents/2/worst").asDouble()).isEqualTo(0.9);
    assertThat(all.number("/open/total")).isEqualTo(2);
    assertThat(all.number("/open/bySeverity/critical")).isEqualTo(1);
    await()
        .until(() -> console.get("/api/v1/health").at("/incidents/total").asLong(), it -> it == 2);

    Answer page = awaitFirst(lately, "incidents?offset=2&limit=1");
    assertThat(page.at("/incidents"))
        .extracting(it -> it.get("id").asText())
        .containsExactly(lately.id());
    assertThat(page.number("/page/next")).isEqualTo(3);
  }

  @Test
  void aTemplateHasItsOwnByEitherId() throws Exception {
    Incident third = Incidents.open("many-fail", "template 3", Severity.CRITICAL, now - HOUR);
    journeys
        .found(third, Incidents.open("many-fail", "template 33", Severity.CRITICAL, now - HOUR))
        .clock(now);

    for (long id : new long[] {3, businessId(3)}) {
      Answer own = awaitFirst(third, "incidents?id=" + id);
      assertThat(own.number("/page/total")).isEqualTo(1);
    }
    awaitTotal(0, "incidents?id=4");
  }

  @Test
  void whatIsNoneOfTheJobsIsLeftOut() throws Exception {
    journeys
        .found(Incidents.open("many-fail", "template 3", Severity.CRITICAL, now - HOUR))
        .clock(now);
    redis.client().zadd(KEYS.openIncidents(), Map.of("no json", 1.0, "[]", 2.0, "{}", 3.0));
    redis.client().del(KEYS.endedIncidents());
    redis.client().set(KEYS.endedIncidents(), "of another type");
    awaitTotal(1, "incidents?limit=7");
    redis.client().del(KEYS.endedIncidents());
  }

  private static Answer awaitFirst(Incident incident, String path) {
    return await()
        .until(
            () -> console.get("/api/v1/" + path),
            answer -> answer.at("/incidents/0/id").asText().equals(incident.id()));
  }

  /** What is said once the console has forgotten what it heard in the test before. */
  private static Answer awaitTotal(long total, String path) {
    return await()
        .until(
            () -> console.get("/api/v1/" + path), answer -> answer.number("/page/total") == total);
  }
}
