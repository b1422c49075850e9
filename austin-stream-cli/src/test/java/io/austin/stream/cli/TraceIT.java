package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.server.RedisExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code trace} says of messages and receivers that a real Redis holds. */
@Timeout(60)
class TraceIT {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final TraceKeys KEYS = TraceKeys.withPrefix("");

  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  @TempDir private Path home;

  @BeforeEach
  void write() {
    REDIS.client().flushAll();
    step("m1", 10, 1000);
    step("m1", 60, 1030);
    step("m1", 60, 1040);
    stepFor("filtered", "m1", 10, 1000);
    stepFor("filtered", "m2", 60, 1020);
    stepFor("filtered", "m1", 30, 1030);
    stepFor("other", "m2", 10, 1000);
    entry("old", "{\"businessId\":2000000320221224,\"state\":10,\"timestamp\":1000}");
    REDIS.client().lpush("orders", "order 1", "order 2");
    REDIS.client().hset("2000000320221224", "60", "2");
  }

  @Test
  void aMessageForAReceiverIsAnsweredFirst() {
    Call call = trace("m1", "filtered");

    assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCodes.OK);
    assertThat(call.out()).startsWith("Answer        m1 for filtered: duplicate content\n");
    String answer = call.out().substring(0, call.out().indexOf("Message "));
    assertThat(answer.lines()).hasSize(3);
    assertThat(answer).contains("taken in", "duplicate content").doesNotContain("m2", "sent");
    assertThat(call.out()).contains("Receiver      filtered: 3 steps");
    assertThat(trace("filtered", "m1").out()).startsWith(answer);
  }

  @Test
  void whereTheReceiversTrailDoesNotSayTheAnswerDoes() {
    assertThat(trace("m1", "other").out())
        .startsWith(
            "Answer        m1 for other: nothing in the receiver's trail, which holds today");
    assertThat(trace("m1", "old").out())
        .startsWith("Answer        m1 for old: not known")
        .contains("1 steps of this template without a message id");
  }

  @Test
  void aCallersIdIsItsMessages() throws Exception {
    for (String messageId : List.of("m1", "m2")) {
      REDIS
          .client()
          .lpush(
              KEYS.callerTrail("order-1"),
              "{\"businessId\":2000000320221224,\"messageId\":\""
                  + messageId
                  + "\",\"state\":10,\"timestamp\":1000}");
    }

    Call call = trace("order-1");
    JsonNode json = new ObjectMapper().readTree(trace("order-1", "--json").out());

    assertThat(call.exitCode()).as(call.err()).isEqualTo(ExitCodes.OK);
    assertThat(call.out())
        .startsWith("Caller's id   order-1: taken in 2 times\n")
        .contains("message m1 of 2000000320221224", "message m2 of 2000000320221224");
    assertThat(json.at("/callers/0/caller").asText()).isEqualTo("order-1");
    assertThat(json.at("/callers/0/messages").findValuesAsText("messageId"))
        .containsExactly("m2", "m1");
    assertThat(json.at("/messages")).isEmpty();
  }

  @Test
  void withoutAMessageAndAReceiverThereIsNoAnswer() {
    assertThat(trace("m1").out()).startsWith("Message");
    assertThat(trace("m1", "filtered", "other").out()).startsWith("Message");
    assertThat(trace("filtered", "other").out()).startsWith("Receiver");
    Call absent = trace("m1", "orders");
    assertThat(absent.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(absent.out()).startsWith("Message");
    assertThat(absent.err()).contains("Redis holds nothing of 'orders': no event");
  }

  @Test
  void whatIsNotThereIsToldWithTheFormsThatWereLookedUp() {
    assertThat(trace("138-0000-9999").err())
        .contains(
            "nothing of '138-0000-9999', nor of '13800009999', '+8613800009999', '8613800009999',"
                + " '008613800009999': no event that the job has read named it");
  }

  @Test
  void asJsonInTheWordsOfTheApi() throws Exception {
    JsonNode both = json(trace("m1", "filtered", "--json"));

    JsonNode answer = both.at("/answers/0");
    assertThat(answer.get("messageId").asText()).isEqualTo("m1");
    assertThat(answer.get("receiver").asText()).isEqualTo("filtered");
    assertThat(answer.get("outcome").asText()).isEqualTo("filtered");
    assertThat(answer.at("/state/name").asText()).isEqualTo("CONTENT_DEDUPLICATION");
    assertThat(answer.at("/steps")).hasSize(2);
    assertThat(answer.at("/steps/1/at").asLong()).isEqualTo(1030);
    assertThat(both.at("/messages/0/outcome").asText()).isEqualTo("sent");
    assertThat(both.at("/receivers/0/messages")).hasSize(2);
    assertThat(both.at("/notFound")).isEmpty();

    Call others = trace("2000000320221224", "old", "gone", "--json");
    assertThat(others.exitCode()).isEqualTo(ExitCodes.FAILED);
    JsonNode rest = json(others);
    assertThat(rest.at("/answers").isArray()).isTrue();
    assertThat(rest.at("/answers")).isEmpty();
    assertThat(rest.at("/templates/0/states/0/count").asLong()).isEqualTo(2);
    assertThat(rest.at("/receivers/0/messages/0/messageId").isNull()).isTrue();
    assertThat(rest.at("/notFound/0").asText()).isEqualTo("gone");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "m2 Ann <a.b@example.com>",
        "m2, 'Lee, Ann' <A.B@example.com>",
        "messageId: m2, receiver: a.b@example.com",
        "{\"messageId\":\"m2\",\"receiver\":\"a.b@example.com\"}",
        "[messageId=m2, receiver=A.B@example.com]",
        "m2 -> a.b@example.com.",
        "http://127.0.0.1:8082/message/m2?receiver=a.b%40example.com"
      })
  void aMessageAndAReceiverAreUnderstoodAsTheyArePasted(String pasted) {
    step("m2", 10, 1000);
    stepFor("a.b@example.com", "m2", 30, 1030);

    assertThat(trace(pasted).out())
        .startsWith("Answer        m2 for a.b@example.com: duplicate content\n");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "tel:13711112222",
        "手机号：137 1111 2222",
        "Tel. 13711112222",
        "[\"13711112222\"]",
        "张三(13711112222)",
        "١٣٧١١١١٢٢٢٢",
        "0137-1111-2222!",
        "https://c.example/ops/receiver/13711112222"
      })
  void aReceiverIsFoundBehindItsLabel(String pasted) {
    stepFor("13711112222", "m1", 60, 1030);

    assertThat(trace(pasted).out()).contains("Receiver      13711112222: 1 steps");
  }

  @Test
  void aReceiverThatIsThereInTwoFormsIsShownInBoth() throws Exception {
    step("m3", 10, 1000);
    stepFor("13711112222", "m3", 30, 1030);
    stepFor("+8613711112222", "m3", 60, 1040);

    assertThat(trace("137-1111-2222").out())
        .contains(
            "Receiver      13711112222: 1 steps (what was asked for, without separators)",
            "Receiver      +8613711112222: 1 steps (what was asked for, with country code)");
    for (String[] pasted : new String[][] {{"m3", "13711112222"}, {"m3/13711112222"}}) {
      assertThat(trace(pasted).out())
          .startsWith("Answer        m3 for 13711112222: duplicate content\n")
          .contains("Answer        m3 for +8613711112222: sent\n");
    }
    JsonNode json = json(trace("m3", "13711112222", "--json"));
    assertThat(json.at("/answers")).hasSize(2);
    assertThat(json.at("/answers/1/receiver").asText()).isEqualTo("+8613711112222");
    assertThat(json.at("/receivers/1/understood").asText()).isEqualTo("with_country_code");
  }

  @Test
  void ofAnIdThatIsNotWholeThatIsSaid() {
    assertThat(trace("1.38E10").err())
        .contains("nothing of '1.38E10', a number that a spreadsheet has rounded");
    assertThat(trace("137****2222").err())
        .contains("nothing of '137****2222', a receiver that was masked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-json", "-lang=zh", "-redis.uri=redis://x", "--jsn"})
  void anOptionIsNoId(String option) {
    Call call = trace("m1", option);

    assertThat(call.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(call.err())
        .contains("Unknown option: " + option, "Did you mean --")
        .contains("An id that begins so goes behind --");
    assertThat(call.out()).isEmpty();
  }

  @Test
  void anIdMayBeginWithAHyphen() {
    step("-jsonx", 10, 1000);
    step("-json", 10, 1000);

    assertThat(trace("-jsonx").out()).startsWith("Message       -jsonx");
    assertThat(trace("--", "-json").out()).startsWith("Message       -json");
  }

  /** As of a variable of a shell that is not set. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u200B", "\u00A0\t"})
  void aBlankIdIsNone(String blank) {
    for (Call call : List.of(trace(blank), trace("m1", blank), trace("--", blank))) {
      assertThat(call.exitCode()).isEqualTo(ExitCodes.USAGE);
      assertThat(call.err()).contains("An ID is blank");
      assertThat(call.out()).isEmpty();
    }
  }

  @Test
  void ofSeveralIdsInOneEachIsLookedUp() {
    Call call = trace("m1, filtered\tgone");

    assertThat(call.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(call.out()).contains("Message       m1", "Receiver      filtered: 3 steps");
    assertThat(call.err()).contains("Redis holds nothing of 'gone'").doesNotContain("of 'm1");
  }

  @Test
  void whatTheJobReportsIsSaidOfWhatIsNotThere() {
    assertThat(trace("gone").err()).contains("No job has reported here");
    report(HOUR);
    assertThat(trace("gone").err())
        .contains("The job has not reported for 60 min, so events may be missing");
    report(1_000);
    assertThat(trace("gone").err()).contains("The job has read everything there was");
  }

  @Test
  void whatTheJobReportsIsSaidOfWhatMayNotBeAll() {
    report(HOUR);
    assertThat(trace("m1").out())
        .contains("Stream        The job has not reported for 60 min, so events may be missing");
    assertThat(trace("m1", "other").out()).contains("on another day, or that is not read yet");
    report(1_000);
    assertThat(trace("m1").out()).doesNotContain("Stream");
    assertThat(trace("m1", "other").out()).doesNotContain("not read yet");
  }

  @Test
  void whatTheJobReportsIsInTheJsonToo() throws Exception {
    report(HOUR);
    JsonNode behind = json(trace("m1", "--json")).get("freshness");
    assertThat(behind.get("verdict").asText()).isEqualTo("not_reporting");
    assertThat(behind.get("vouches").asBoolean(true)).isFalse();
    assertThat(behind.get("reportAgeMillis").asLong()).isBetween(HOUR, HOUR + 60_000);

    REDIS.client().del(KEYS.progress());
    JsonNode never = json(trace("m1", "--json")).get("freshness");
    assertThat(never.get("verdict").asText()).isEqualTo("never_reported");
    assertThat(never.get("reportAgeMillis").isNull()).isTrue();
  }

  private static void report(long millisAgo) {
    long at = System.currentTimeMillis() - millisAgo;
    ProgressReport report =
        ProgressReport.of("log", "id", at, 10_000, List.of(ProgressReport.Partition.of(0, 9, 9)))
            .withRedisAt(at);
    REDIS.client().hset(KEYS.progress(), "g:log", report.toText());
  }

  private static JsonNode json(Call call) throws Exception {
    return new ObjectMapper().readTree(call.out());
  }

  private Call trace(String... words) {
    List<String> args = new ArrayList<>(List.of("trace", "--lang=en", "--zone=Asia/Shanghai"));
    args.add("--redis.uri=" + REDIS.uri());
    args.addAll(List.of(words));
    return Call.of(home, args.toArray(String[]::new));
  }

  private static void step(String messageId, int state, long at) {
    entry(
        KEYS.messageTrail(messageId),
        "{\"businessId\":2000000320221224,\"state\":%d,\"timestamp\":%d}".formatted(state, at));
  }

  private static void stepFor(String receiver, String messageId, int state, long at) {
    entry(
        receiver,
        "{\"businessId\":2000000320221224,\"messageId\":\"%s\",\"state\":%d,\"timestamp\":%d}"
            .formatted(messageId, state, at));
  }

  private static void entry(String key, String entry) {
    REDIS.client().lpush(key, entry);
  }
}
