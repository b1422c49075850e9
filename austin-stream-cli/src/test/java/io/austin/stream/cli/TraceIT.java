package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.test.server.RedisExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code trace} says of messages and receivers that a real Redis holds. */
@Timeout(60)
class TraceIT {
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

    JsonNode answer = both.get("answer");
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
    assertThat(rest.has("answer")).isFalse();
    assertThat(rest.at("/templates/0/states/0/count").asLong()).isEqualTo(2);
    assertThat(rest.at("/receivers/0/messages/0/messageId").isNull()).isTrue();
    assertThat(rest.at("/notFound/0").asText()).isEqualTo("gone");
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
