package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.TODAY;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.BusinessId;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API answers over a real Redis. */
@Timeout(60)
class ApiIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final String ALICE = "13711112222";
  private static final long TEMPLATE = businessId(3);

  private static RunningConsole console;

  private Written written;

  @BeforeAll
  static void start() {
    console = RunningConsole.over(redis.uri());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @BeforeEach
  void write() {
    written = new Written(redis.client());
  }

  @Test
  void aReceiversMessagesComeNewestFirstWithTheirOutcomes() {
    written
        .message(ALICE, "m1", TEMPLATE, NOON, 10, 60, 64)
        .message(ALICE, "m2", TEMPLATE, NOON + 500, 10, 40)
        .message(ALICE, "m3", TEMPLATE, NOON + 900, 10);

    Answer day = console.of("receiver", ALICE);

    assertThat(day.status()).isEqualTo(200);
    assertThat(day.at("/messages").findValuesAsText("outcome"))
        .containsExactly("in_progress", "filtered", "clicked");
    assertThat(day.number("/totals/messages")).isEqualTo(3);
    assertThat(day.number("/totals/in_progress")).isEqualTo(1);
    assertThat(day.text("/messages/1/state/name")).isEqualTo("RULE_DEDUPLICATION");
    assertThat(day.text("/messages/2/businessId")).isEqualTo(String.valueOf(TEMPLATE));
    assertThat(day.text("/messages/2/template/id")).isEqualTo("3");
    assertThat(day.number("/messages/2/durationMillis")).isEqualTo(2000);
    assertThat(day.at("/messages/2/steps/0/gapMillis").isNull()).isTrue();
    assertThat(day.number("/messages/2/steps/1/gapMillis")).isEqualTo(1000);
    assertThat(day.text("/messages/2/time")).isEqualTo(TODAY + " 12:00:00.000");
  }

  @Test
  void messagesAreFilteredAndPaged() {
    for (int i = 0; i < 5; i++) {
      written.message(ALICE, "m" + i, TEMPLATE, NOON + i, 10, i % 2 == 0 ? 60 : 70);
    }

    Answer sent = console.get("/api/v1/receiver?id=" + ALICE + "&outcome=sent&limit=2");
    Answer rest = console.get("/api/v1/receiver?id=" + ALICE + "&outcome=sent&limit=2&offset=2");

    assertThat(sent.at("/messages").findValuesAsText("messageId")).containsExactly("m4", "m2");
    assertThat(sent.number("/page/total")).isEqualTo(3);
    assertThat(sent.number("/page/next")).isEqualTo(2);
    assertThat(rest.at("/messages").findValuesAsText("messageId")).containsExactly("m0");
    assertThat(rest.at("/page/next").isNull()).isTrue();
    assertThat(rest.number("/totals/failed")).isEqualTo(2);
  }

  @Test
  void aLongTrailIsCutAndSaysSo() {
    for (int i = 0; i < 1005; i++) {
      written.message("@all", null, TEMPLATE, NOON + i, 10);
    }

    Answer day = console.get("/api/v1/receiver?id=@all&limit=200&offset=900");

    assertThat(day.at("/truncated").asBoolean()).isTrue();
    assertThat(day.number("/totals/messages")).isEqualTo(1000);
    assertThat(day.at("/messages")).hasSize(100);
  }

  @Test
  void aMessagesTrailReadsFromItsBeginning() {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60, 40003);

    Answer trail = console.of("message", "m1");

    assertThat(trail.text("/outcome")).isEqualTo("failed");
    assertThat(trail.text("/state/code")).isEqualTo("40003");
    assertThat(trail.text("/state/en")).isEqualTo("40003");
    assertThat(trail.text("/state/kind")).isEqualTo("error");
    assertThat(trail.at("/state/name").isNull()).isTrue();
    assertThat(trail.at("/steps")).hasSize(3);
    assertThat(trail.text("/steps/0/state/zh")).isEqualTo("消息接收成功");
    assertThat(trail.text("/templates/0/template/type/en")).isEqualTo("real-time");
  }

  @Test
  void aTemplatesFunnel() {
    written
        .totals(
            TEMPLATE, Map.of(10, 1000, 30, 60, 40, 40, 60, 850, 70, 40, 64, 85, -1, 3, 40003, 9))
        .distinct(TEMPLATE, 10, "a", "b");

    Answer day = console.of("template", String.valueOf(TEMPLATE));

    assertThat(day.number("/totals/filtered")).isEqualTo(100);
    assertThat(day.number("/totals/passed")).isEqualTo(900);
    assertThat(day.number("/totals/channelErrors")).isEqualTo(12);
    assertThat(day.at("/totals/rates/sent").asDouble()).isEqualTo(0.85);
    assertThat(day.at("/totals/rates/clicked").asDouble()).isEqualTo(0.1);
    assertThat(day.at("/states").findValuesAsText("code"))
        .containsExactly("10", "30", "40", "60", "64", "70", "40003", "-1");
    assertThat(day.number("/states/0/distinct")).isEqualTo(2);
    assertThat(day.at("/states/1/distinct").isNull()).isTrue();
  }

  @Test
  void aTemplateIdMeansTodaysTemplateOfEitherType() {
    long scheduled = BusinessId.of(10, 3, TODAY).toLong();
    written.totals(TEMPLATE, Map.of(10, 5)).totals(scheduled, Map.of(10, 9));

    Answer day = console.of("template", "3");

    assertThat(day.text("/businessId")).isEqualTo(String.valueOf(scheduled));
    assertThat(day.text("/alternatives/0")).isEqualTo(String.valueOf(TEMPLATE));
    assertThat(console.get("/api/v1/template?id=3&day=20200101").status()).isEqualTo(404);
  }

  @Test
  void aTemplatesDayByMinute() {
    written
        .totals(TEMPLATE, Map.of(10, 7, 60, 2))
        .minute(TEMPLATE, 615, 10, 3)
        .minute(TEMPLATE, 9, 10, 4)
        .minute(TEMPLATE, 616, 60, 2)
        .minute(TEMPLATE, 5000, 60, 2);

    Answer minutes = console.of("template/minutes", String.valueOf(TEMPLATE));

    assertThat(minutes.at("/available").asBoolean()).isTrue();
    assertThat(minutes.at("/series/0/points")).hasToString("[[9,4],[615,3]]");
    assertThat(minutes.at("/series/1/points")).hasToString("[[616,2]]");
    assertThat(minutes.text("/day")).isEqualTo(TODAY.toString());
  }

  @Test
  void minutesThatAreNotKept() {
    written.totals(businessId(99), Map.of(10, 7));

    Answer minutes = console.of("template/minutes", String.valueOf(businessId(99)));

    assertThat(minutes.status()).isEqualTo(200);
    assertThat(minutes.at("/available").asBoolean()).isFalse();
    assertThat(console.of("template/minutes", "98").status()).isEqualTo(404);
  }

  @Test
  void theTemplatesOfAPastDay() {
    LocalDate day = LocalDate.of(2022, 12, 24);
    for (int i = 1; i <= 5; i++) {
      written.totals(
          BusinessId.of(20, i, day).toLong(), Map.of(10, 100 * i, 60, 10 * (6 - i), 70, i));
    }

    Answer busiest = console.get("/api/v1/templates?day=20221224&limit=2");
    Answer sent = console.get("/api/v1/templates?day=20221224&sort=rates.sent&order=asc&offset=3");

    assertThat(busiest.at("/templates").findValuesAsText("id")).containsExactly("5", "4");
    assertThat(busiest.number("/totals/received")).isEqualTo(1500);
    assertThat(busiest.number("/page/total")).isEqualTo(5);
    assertThat(busiest.at("/templates/0/lastHour").isNull()).isTrue();
    assertThat(busiest.at("/today").asBoolean()).isFalse();
    assertThat(sent.at("/templates").findValuesAsText("id")).containsExactly("2", "1");
  }

  @Test
  void theTemplatesOfTodayShowTheirLastHour() {
    LocalTime now = LocalTime.now(Clock.system(ZoneId.of(RunningConsole.ZONE)));
    int minute = now.getHour() * 60 + now.getMinute();
    written.totals(businessId(7), Map.of(10, 5, 60, 4)).minute(businessId(7), minute, 10, 5);

    Answer today = console.get("/api/v1/templates");

    assertThat(today.at("/templates/0/lastHour/received")).hasSize(60);
    assertThat(today.at("/templates/0/lastHour/received").toString()).contains("5");
    assertThat(today.at("/templates/0/lastHour/failed")).hasSize(60);
    assertThat(today.number("/lastHourUntil")).isBetween((long) minute, minute + 1L);
  }

  @Test
  void aDayWithoutTemplates() {
    Answer day = console.get("/api/v1/templates?day=20210101");

    assertThat(day.status()).isEqualTo(200);
    assertThat(day.at("/available").asBoolean()).isFalse();
    assertThat(day.at("/templates")).isEmpty();
    assertThat(day.at("/totals/rates/sent").isNull()).isTrue();
  }

  @Test
  void searchSaysWhatATextIs() {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60).totals(TEMPLATE, Map.of(10, 5));

    Answer receiver = console.get("/api/v1/search?q=%20" + ALICE);
    Answer message = console.get("/api/v1/search?q=m1");
    Answer template = console.get("/api/v1/search?q=3");
    Answer nothing = console.get("/api/v1/search?q=nobody");

    assertThat(receiver.text("/hits/0/kind")).isEqualTo("receiver");
    assertThat(receiver.text("/hits/0/page")).isEqualTo("/receiver/" + ALICE);
    assertThat(receiver.number("/hits/0/entries")).isEqualTo(2);
    assertThat(message.text("/hits/0/kind")).isEqualTo("message");
    assertThat(message.text("/hits/0/state/kind")).isEqualTo("sent");
    assertThat(template.text("/hits/0/id")).isEqualTo(String.valueOf(TEMPLATE));
    assertThat(template.number("/hits/0/received")).isEqualTo(5);
    assertThat(nothing.status()).isEqualTo(200);
    assertThat(nothing.at("/hits")).isEmpty();
    assertThat(nothing.text("/kept/message")).isEqualTo("P3D");
  }

  @Test
  void healthTellsHowFarTheStreamHasCome() {
    long event = System.currentTimeMillis() - 10_000;
    written.newest(event, event + 300);
    redis.client().hset("Austin:Stream:Newest", "group:topic:1", (event - 99) + " " + (event + 1));
    redis.client().hset("Austin:Stream:Newest", "group:topic:2", "nonsense");
    // What was read for the test before is kept for a moment.
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> console.get("/api/v1/health").at("/freshness/eventAt").asLong(),
            Predicate.isEqual(event));

    Answer health = console.get("/api/v1/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text("/status")).isEqualTo("up");
    assertThat(health.text("/zone")).isEqualTo(RunningConsole.ZONE);
    assertThat(health.number("/freshness/eventAt")).isEqualTo(event);
    assertThat(health.number("/freshness/lagMillis")).isEqualTo(300);
    assertThat(health.number("/freshness/ageMillis")).isBetween(10_000L, 40_000L);
    assertThat(health.text("/kept/template")).isEqualTo("P30D");
    assertThat(health.text("/version")).isNotEmpty().doesNotContain("$");
  }

  @ParameterizedTest
  @CsvSource({"message,P3D,3 days", "receiver,day,end of their day", "template,P30D,30 days"})
  void whatIsNotThereSaysForHowLongItWouldBeKept(String view, String kept, String words) {
    Answer missing = console.of(view, "7654321");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text("/error/code")).isEqualTo("not_found");
    assertThat(missing.text("/error/field")).isEqualTo("id");
    assertThat(missing.text("/error/kept")).isEqualTo(kept);
    assertThat(missing.text("/error/message")).contains(words);
    assertThat(missing.at("/freshness/known").isBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/receiver,id",
    "/api/v1/receiver?id=,id",
    "/api/v1/receiver?id=%20,id",
    "/api/v1/receiver?id=a&id=b,id",
    "/api/v1/receiver?id=a&limit=0,limit",
    "/api/v1/receiver?id=a&limit=201,limit",
    "/api/v1/receiver?id=a&limit=-1,limit",
    "/api/v1/receiver?id=a&limit=99999999999,limit",
    "/api/v1/receiver?id=a&offset=100001,offset",
    "/api/v1/receiver?id=a&outcome=lost,outcome",
    "/api/v1/receiver?id=a&nonsense=1,nonsense",
    "/api/v1/message?id=a&limit=1001,limit",
    "/api/v1/template?id=abc,id",
    "/api/v1/template?id=0,id",
    "/api/v1/template?id=-3,id",
    "/api/v1/template?id=9999999999999999999,id",
    "/api/v1/template?id=99999999999999999999,id",
    "/api/v1/template?id=3&day=2022-12-24,day",
    "/api/v1/template?id=3&day=20221324,day",
    "/api/v1/template?id=3&day=20230229,day",
    "/api/v1/templates?sort=name,sort",
    "/api/v1/templates?order=up,order",
    "/api/v1/search,q"
  })
  void aWrongParameterIsNamed(String path, String field) {
    Answer refused = console.get(path);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/error/code")).isEqualTo("invalid_parameter");
    assertThat(refused.text("/error/field")).isEqualTo(field);
  }

  @Test
  void anIdMayNotBeEndless() {
    assertThat(console.of("receiver", "x".repeat(2048)).status()).isEqualTo(404);
    assertThat(console.of("receiver", "x".repeat(2049)).text("/error/field")).isEqualTo("id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "a\"b'c\\d",
        "\u202Egnp.exe",
        "😀👩‍👩‍👧",
        "../../etc/passwd",
        "..",
        "a/b%2Fc",
        "a\u0000b\nc",
        "*",
        "a?b[c]"
      })
  void hostileReceiversAreNamesLikeOthers(String receiver) {
    written.message(receiver, "m1", TEMPLATE, NOON, 10, 60);

    Answer day = console.of("receiver", receiver);
    Answer found = console.get("/api/v1/search?q=" + RunningConsole.encoded(receiver));

    assertThat(day.text("/receiver")).isEqualTo(receiver);
    assertThat(day.at("/messages")).hasSize(1);
    assertThat(day.header("Content-Type")).startsWith("application/json");
    assertThat(found.text("/hits/0/id")).isEqualTo(receiver);
    assertThat(console.get(found.text("/hits/0/api")).status()).isEqualTo(200);
  }

  @Test
  void malformedRequestsAreRefusedInTheSameForm() {
    assertThat(console.rawGet("/api/v1/receiver?id=%zz", "localhost"))
        .startsWith("HTTP/1.1 400")
        .contains("Content-Security-Policy", "\"error\"")
        .doesNotContain("jetty", "Exception");
    assertThat(console.rawGet("/api/v1/%", "localhost")).startsWith("HTTP/1.1 400");
    assertThat(console.raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("etty");
    assertThat(console.get("/api/v1/nonsense").text("/error/code")).isEqualTo("no_such_address");
    assertThat(console.post("/api/v1/health", "{}").text("/error/code"))
        .isEqualTo("method_not_allowed");
    assertThat(console.rawGet("/" + "x".repeat(100_000), "localhost"))
        .startsWith("HTTP/1.1 4")
        .contains("Content-Security-Policy");
  }

  @Test
  void theDescriptionIsServed() {
    assertThat(console.get("/api/v1/openapi.yaml").body()).startsWith("openapi: 3.1.0");
  }
}
