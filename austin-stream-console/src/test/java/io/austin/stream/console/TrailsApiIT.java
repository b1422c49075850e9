package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.TODAY;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's receivers and messages. */
@Timeout(60)
class TrailsApiIT {
  @RegisterExtension
  @Order(1)
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  @Order(2)
  static final ConsoleExtension console = ConsoleExtension.over(redis);

  private static final String ALICE = "13711112222";
  private static final long TEMPLATE = businessId(3);

  private final Written written = new Written(redis.client());

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
  void oneMessageOfAReceiverMayBeAskedFor() {
    written
        .message(ALICE, "m1", TEMPLATE, NOON, 10, 60)
        .message(ALICE, "m2", TEMPLATE, NOON + 500, 10, 40);

    Answer one = console.get("/api/v1/receiver?message=m2&id=" + ALICE);
    Answer none = console.get("/api/v1/receiver?message=m3&id=" + ALICE);

    assertThat(one.at("/messages").findValuesAsText("messageId")).containsExactly("m2");
    assertThat(one.number("/totals/messages")).isEqualTo(2);
    assertThat(none.at("/messages")).isEmpty();
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
    Answer found =
        console.get("/api/v1/search?receivers=full&q=" + RunningConsole.encoded(receiver));

    assertThat(day.text("/receiver")).isEqualTo(receiver);
    assertThat(day.at("/messages")).hasSize(1);
    assertThat(day.header("Content-Type")).startsWith("application/json");
    assertThat(found.text("/hits/0/id")).isEqualTo(receiver);
    assertThat(console.get(found.text("/hits/0/api")).status()).isEqualTo(200);
  }
}
