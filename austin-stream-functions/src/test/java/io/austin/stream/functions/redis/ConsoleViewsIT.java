package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.resps.Tuple;

/** What one event leaves in Redis for the console alone, by the letter of the contract. */
class ConsoleViewsIT extends WriterIT {
  private static final String OWN = "Austin:Stream:";
  private static final String TEMPLATE = "2000000320221224";
  private static final String NOON = "2022-12-24T12:00:00+08:00";

  @ParameterizedTest(name = "{0} {1} at {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # business id    | state | time                      | of day   | minute | distinct
          2000000320221224 | 10    | 2022-12-24T10:15:59+08:00 | 20221224 | 615    | true
          2000000320221224 | 10    | 2022-12-24T00:00:00+08:00 | 20221224 | 0      | true
          2000000320221224 | 60    | 2022-12-24T23:59:59+08:00 |          | 1439   | true
          2000000320221224 | 60    | 2022-12-24T15:59:00Z      |          | 1439   | true
          2000000320221224 | 64    | 2022-12-25T00:00:00+08:00 |          |        | true
          2000000320221224 | 10    | 2022-12-23T23:59:59+08:00 | 20221224 |        | true
          2000000320221224 | 22    | 2022-12-24T12:00:00+08:00 |          | 720    | true
          2000000320221224 | 40003 | 2022-12-24T12:00:00+08:00 |          |        | false
          2000000320221224 | -1    | 2022-12-24T12:00:00+08:00 |          |        | false
          2000000320240229 | 10    | 2024-02-29T12:00:00+08:00 | 20240229 | 720    | true
          2000000320230229 | 10    | 2023-03-01T12:00:00+08:00 |          |        | false
          2000000320221300 | 10    | 2022-12-24T12:00:00+08:00 |          |        | false
          2000000300001224 | 10    | 2022-12-24T12:00:00+08:00 |          |        | false
          20000003202212   | 10    | 2022-12-24T12:00:00+08:00 |          |        | false
          20000003202212240| 10    | 2022-12-24T12:00:00+08:00 |          |        | false
          7                | 10    | 2022-12-24T12:00:00+08:00 |          |        | false
          """)
  void anEventShowsWhereItsBusinessIdItsStateAndItsTimeAllowIt(
      long businessId, int state, String time, String day, String minute, boolean distinct)
      throws Exception {
    Map<String, String> expected = new TreeMap<>();
    if (day != null) {
      expected.put("Templates:" + day, "{" + businessId + "=2}");
    }
    if (minute != null) {
      expected.put("Minutes:" + businessId, "{" + minute + ":" + state + "=2}");
    }
    if (distinct) {
      expected.put("Receivers:" + businessId + ":" + state, "2");
    }

    write(options(16), event(businessId, state, time, "13711112222", "a@b.cn"));

    assertThat(contents()).isEqualTo(expected);
    assertThat(redis.client().hget(Long.toString(businessId), Integer.toString(state)))
        .isEqualTo("2");
  }

  @ParameterizedTest(name = "{0} at {1}: minute {2}")
  @CsvSource({
    "2000000320220327, 2022-03-27T01:59:59+01:00, 119", // the clock goes on to 3:00
    "2000000320220327, 2022-03-27T03:00:00+02:00, 120",
    "2000000320220327, 2022-03-27T23:59:59+02:00, 1379",
    "2000000320221030, 2022-10-30T02:30:00+02:00, 150", // the clock goes back to 2:00
    "2000000320221030, 2022-10-30T02:30:00+01:00, 210",
    "2000000320221030, 2022-10-30T23:59:59+01:00, 1499"
  })
  void minutesAreThoseThatHavePassedOfTheDay(long businessId, String time, String minute)
      throws Exception {
    write(options(16).withZone(ZoneId.of("Europe/Berlin")), event(businessId, 60, time, "a"));

    assertThat(redis.client().hgetAll(OWN + "Minutes:" + businessId))
        .isEqualTo(Map.of(minute + ":60", "1"));
  }

  @Test
  void eventsAddUpAcrossBatches() throws Exception {
    EventLog log = new EventLog(1);
    for (int i = 0; i < 6; i++) {
      log.append(0, event(Long.parseLong(TEMPLATE), 10, NOON, "a", "b" + i % 2));
    }

    RedisPipelineWriter writer = writer(options(16));
    log.write(writer, 0, 4);
    log.write(writer, 4, 6);

    assertThat(contents())
        .isEqualTo(
            Map.of(
                "Templates:20221224",
                "{2000000320221224=12}",
                "Minutes:" + TEMPLATE,
                "{720:10=12}",
                "Receivers:" + TEMPLATE + ":10",
                "3"));
    log.assertStandsIn(redis.client(), options(16));
  }

  @Test
  void aMessageIsListedUnderTheIdThatItsCallerGaveWhenItIsTakenIn() throws Exception {
    EventLog log =
        new EventLog(2)
            .append(0, ordered("order-1", "m1", 10))
            .append(0, ordered("order-1", "m1", 60))
            .append(1, ordered("order-2", "m3", 10))
            .append(0, ordered("order-1", "m2", 10))
            .append(0, ordered("m4", "m4", 10))
            .append(0, ordered(null, "m5", 10))
            .append(0, ordered("order-3", null, 10));

    log.write(writer(options(16)));

    assertThat(callers())
        .isEqualTo(Map.of("order-1", List.of("m2", "m1"), "order-2", List.of("m3")));
    assertExpiresWithin(Duration.ofDays(3), "Caller:order-1");
    log.assertStandsIn(redis.client(), options(16));
  }

  @Test
  void theNewestMessagesOfACallerAreListed() throws Exception {
    RedisPipelineOptions options = options(4).withMaxTrailEntries(3);
    EventLog log = new EventLog(1);
    for (int i = 0; i < 5; i++) {
      log.append(0, ordered("order-1", "m" + i, 10));
    }

    log.write(writer(options));

    assertThat(callers()).isEqualTo(Map.of("order-1", List.of("m4", "m3", "m2")));
    log.assertStandsIn(redis.client(), options);
  }

  @Test
  void aCallersIdIsOnlyData() throws Exception {
    String longest = "\u6d88".repeat(341) + "m";
    List<String> listed =
        List.of(
            "Austin:Stream:Newest",
            "../Templates:20221224",
            "x:Austin:Stream:Receivers:1:10",
            "{a}",
            "\u0000\r\nFLUSHALL\r\n",
            "*",
            longest);
    EventLog log = new EventLog(1);
    for (String caller : listed) {
      log.append(0, ordered(caller, "m1", 10));
    }
    for (String caller : List.of("", " \u00a0\u3000", longest + "m", "x".repeat(1 << 19))) {
      log.append(0, ordered(caller, "m1", 10));
    }

    log.write(writer(options(16)));

    assertThat(callers().keySet()).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(redis.client().type(OWN + "Newest")).isEqualTo("hash");
    log.assertStandsIn(redis.client(), options(16));
  }

  @Test
  void eachKeyExpiresAfterTheLastWrite() throws Exception {
    EventLog log = new EventLog(1);
    log.append(0, event(Long.parseLong(TEMPLATE), 10, NOON, "a"));
    log.append(0, event(Long.parseLong(TEMPLATE), 10, NOON, "a"));
    RedisPipelineWriter writer = writer(options(16));
    log.write(writer, 0, 1);
    contents().keySet().forEach(key -> redis.client().pexpire(OWN + key, 60_000));

    log.write(writer, 1, 2);

    assertExpiresWithin(Duration.ofDays(30), "Templates:20221224");
    assertExpiresWithin(Duration.ofDays(3), "Minutes:" + TEMPLATE);
    assertExpiresWithin(Duration.ofDays(3), "Receivers:" + TEMPLATE + ":10");
  }

  private static void assertExpiresWithin(Duration retention, String key) {
    assertThat(redis.client().pttl(OWN + key))
        .isBetween(retention.toMillis() - 60_000, retention.toMillis());
  }

  @Test
  void theKeyPrefixStandsBeforeThem() throws Exception {
    write(options(16).withKeyPrefix("test:"), event(Long.parseLong(TEMPLATE), 10, NOON, "a"));

    assertThat(redis.client().keys("test:Austin:Stream:*"))
        .contains(
            "test:Austin:Stream:Templates:20221224",
            "test:Austin:Stream:Minutes:" + TEMPLATE,
            "test:Austin:Stream:Receivers:" + TEMPLATE + ":10",
            "test:Austin:Stream:Newest");
    assertThat(redis.client().keys("Austin:Stream:*")).isEmpty();
  }

  @Test
  void switchedOffNothingIsWrittenButTheThreeViewsAndTheFences() throws Exception {
    RedisPipelineOptions options = options(16).withConsoleViews(false);
    EventLog log = EventLog.generated(5, 1, 100);

    log.write(writer(options));

    log.assertStandsIn(redis.client(), options);
    assertThat(redis.client().keys(OWN + "*"))
        .isNotEmpty()
        .allMatch(key -> key.startsWith(OWN + "Fence:") || key.startsWith(OWN + "Expiry:"));
  }

  @Test
  void switchedOnLaterTheyShowWhatComesFromThenOn() throws Exception {
    EventLog log =
        new EventLog(1)
            .append(0, event(Long.parseLong(TEMPLATE), 60, NOON, "a"))
            .append(0, event(Long.parseLong(TEMPLATE), 60, NOON, "b"));
    log.write(writer(options(1).withConsoleViews(false)), 0, 1);

    log.write(writer(options(1)));

    assertThat(contents())
        .isEqualTo(
            Map.of(
                "Minutes:" + TEMPLATE, "{720:60=1}",
                "Receivers:" + TEMPLATE + ":60", "1"));
  }

  @Test
  void aKeyOfAnotherTypeHarmsNoOther() throws Exception {
    redis.client().set(OWN + "Templates:20221224", "somebody's");
    redis.client().lpush(OWN + "Receivers:" + TEMPLATE + ":10", "somebody's");

    EventLog log = new EventLog(1).append(0, event(Long.parseLong(TEMPLATE), 10, NOON, "a"));
    log.write(writer(options(16)));

    assertThat(redis.client().hgetAll(OWN + "Minutes:" + TEMPLATE))
        .isEqualTo(Map.of("720:10", "1"));
    assertThat(redis.client().hgetAll(TEMPLATE)).isEqualTo(Map.of("10", "1"));
    assertThat(metrics.refused).hasValue(2);
  }

  @Test
  void whatRedisRefusesToHearOfTheNewestEventIsCountedAndToldAgain() throws Exception {
    redis.client().set(OWN + "Newest", "somebody's");
    EventLog log = new EventLog(1).append(0, event(7, 60, NOON, "a"));
    long began = System.currentTimeMillis();

    RedisPipelineWriter writer = writer(options(4));
    log.write(writer);
    long refused = metrics.refused.get();
    assertThat(refused).isPositive();
    assertThat(redis.client().get(OWN + "Newest")).isEqualTo("somebody's");

    redis.client().del(OWN + "Newest");
    writer.flush();
    assertNewest(0, NOON, began);
    assertThat(metrics.refused).hasValue(refused);
  }

  @Test
  void aCheckpointTellsTheNewestEventOfEachPartitionSoFar() throws Exception {
    EventLog log =
        new EventLog(2)
            .append(0, event(7, 60, "2022-12-24T12:00:00+08:00", "a"))
            .append(0, event(7, 60, "2022-12-24T11:00:00+08:00", "a"))
            .append(1, event(7, 60, "2022-12-24T10:00:00+08:00", "a"))
            .append(0, event(7, 60, "2022-12-24T11:30:00+08:00", "a"))
            .append(1, event(7, 60, "2022-12-24T13:00:00+08:00", "a"));
    long began = System.currentTimeMillis();

    RedisPipelineWriter writer = writer(options(4));
    log.write(writer, 0, 3);
    assertNewest(0, "2022-12-24T12:00:00+08:00", began);
    assertNewest(1, "2022-12-24T10:00:00+08:00", began);
    log.write(writer, 3, 5);

    assertNewest(0, "2022-12-24T12:00:00+08:00", began);
    assertNewest(1, "2022-12-24T13:00:00+08:00", began);
    assertExpiresWithin(Duration.ofDays(3), "Newest");
  }

  @Test
  void anEventOfTheFutureIsNoNewerThanNow() throws Exception {
    EventLog log = new EventLog(1).append(0, event(7, 60, "+292278994-08-17T00:00:00Z", "a"));

    log.write(writer(options(4)));

    log.assertStandsIn(redis.client(), options(4));
    String told = redis.client().hget(OWN + "Newest", "austinLogGroup:" + EventLog.TOPIC_ID + ":0");
    assertThat(Long.parseLong(told.split(" ")[0])).isLessThanOrEqualTo(System.currentTimeMillis());
  }

  private static void assertNewest(int partition, String time, long began) {
    String field = "austinLogGroup:" + EventLog.TOPIC_ID + ":" + partition;
    String[] told = redis.client().hget(OWN + "Newest", field).split(" ");
    assertThat(told).hasSize(2);
    assertThat(told[0]).isEqualTo(Long.toString(millis(time)));
    assertThat(Long.parseLong(told[1])).isBetween(began, System.currentTimeMillis());
  }

  private void write(RedisPipelineOptions options, AnchorInfo event) throws Exception {
    EventLog log = new EventLog(1).append(0, event);
    log.write(writer(options));
    log.assertStandsIn(redis.client(), options);
  }

  private static AnchorInfo event(long businessId, int state, String time, String... receivers) {
    return AnchorInfo.builder()
        .businessId(businessId)
        .ids(receivers)
        .state(state)
        .logTimestamp(millis(time))
        .build();
  }

  private static AnchorInfo ordered(
      @Nullable String caller, @Nullable String messageId, int state) {
    return AnchorInfo.builder()
        .bizId(caller)
        .businessId(7)
        .ids("a")
        .state(state)
        .logTimestamp(millis(NOON))
        .messageId(messageId)
        .build();
  }

  /** The messages by caller's id, as they stand there. */
  private static Map<String, List<String>> callers() throws Exception {
    Map<String, List<String>> callers = new TreeMap<>();
    for (String key : redis.client().keys(OWN + "Caller:*")) {
      List<String> messages = new ArrayList<>();
      for (String entry : redis.client().lrange(key, 0, -1)) {
        messages.add(SimpleAnchorInfoCodec.read(entry).getMessageId());
      }
      callers.put(key.substring((OWN + "Caller:").length()), messages);
    }
    return callers;
  }

  private static long millis(String time) {
    return ZonedDateTime.parse(time).toInstant().toEpochMilli();
  }

  /** The console's views by the rest of their names. */
  private static Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    for (String kind : new String[] {"Templates:", "Minutes:", "Receivers:"}) {
      for (String key : redis.client().keys(OWN + kind + "*")) {
        contents.put(key.substring(OWN.length()), text(kind, key));
      }
    }
    return contents;
  }

  private static String text(String kind, String key) {
    return switch (kind) {
      case "Templates:" -> scores(key).toString();
      case "Minutes:" -> new TreeMap<>(redis.client().hgetAll(key)).toString();
      default -> Long.toString(redis.client().pfcount(key));
    };
  }

  private static Map<String, Long> scores(String key) {
    Map<String, Long> scores = new TreeMap<>();
    for (Tuple tuple : redis.client().zrangeWithScores(key, 0, -1)) {
      scores.put(tuple.getElement(), (long) tuple.getScore());
    }
    return scores;
  }
}
