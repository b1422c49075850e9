package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.TODAY;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of a caller's id, by the API and the search. */
@Timeout(60)
class CallersApiIT {
  @RegisterExtension
  @Order(1)
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  @Order(2)
  static final ConsoleExtension console = ConsoleExtension.over(redis);

  private static final String ALICE = "13711112222";
  private static final String ORDER = "order-1";
  private static final long TEMPLATE = businessId(3);

  private final Written written = new Written(redis.client());

  @Test
  void itsMessagesComeNewestFirstWithWhatBecameOfThem() {
    ordered("m1", NOON, 10, 60, 64);
    ordered("m3", NOON + 900, 10);
    ordered("m2", NOON + 500, 10, 40003, 70);

    Answer order = console.of("caller", ORDER);

    assertThat(order.status()).isEqualTo(200);
    assertThat(order.text("/caller")).isEqualTo(ORDER);
    assertThat(order.at("/messages").findValuesAsText("messageId"))
        .containsExactly("m3", "m2", "m1");
    assertThat(order.at("/messages").findValuesAsText("outcome"))
        .containsExactly("in_progress", "failed", "clicked");
    assertThat(order.text("/messages/2/businessId")).isEqualTo(String.valueOf(TEMPLATE));
    assertThat(order.text("/messages/2/template/id")).isEqualTo("3");
    assertThat(order.text("/messages/2/time")).isEqualTo(TODAY + " 12:00:00.000");
    assertThat(order.number("/messages/2/durationMillis")).isEqualTo(2000);
    assertThat(order.text("/messages/1/channelCode/code")).isEqualTo("40003");
    assertThat(order.at("/truncated").asBoolean()).isFalse();
    for (int i = 0; i < 3; i++) {
      String message = order.text("/messages/" + i + "/messageId");
      assertThat(order.at("/messages/" + i + "/state"))
          .isEqualTo(console.of("message", message).at("/state"));
    }
  }

  @Test
  void aMessageThatIsTakenInTwiceIsListedOnce() {
    ordered("m1", NOON, 10, 24);
    ordered("m2", NOON + 10_000, 10);
    ordered("m1", NOON + 20_000, 10, 60);

    Answer order = console.of("caller", ORDER);

    assertThat(order.at("/messages").findValuesAsText("messageId")).containsExactly("m2", "m1");
    assertThat(order.number("/page/total")).isEqualTo(2);
    assertThat(order.number("/messages/1/at")).isEqualTo(NOON);
    assertThat(order.text("/messages/1/outcome")).isEqualTo("sent");
  }

  @Test
  void theOutcomeIsOfAllStepsHoweverMany() {
    int[] states = new int[40];
    Arrays.fill(states, 10);
    states[1] = 70;
    ordered("m1", NOON, states);

    assertThat(console.of("caller", ORDER).text("/messages/0/outcome")).isEqualTo("failed");
  }

  @Test
  void ofAMessageThatHasExpiredIsKnownThatItWasTakenIn() {
    written.takenInFor(ORDER, "gone", TEMPLATE, NOON);

    Answer order = console.of("caller", ORDER);

    assertThat(order.text("/messages/0/messageId")).isEqualTo("gone");
    assertThat(order.text("/messages/0/template/id")).isEqualTo("3");
    assertThat(order.at("/messages/0/outcome").isNull()).isTrue();
    assertThat(order.at("/messages/0/state").isNull()).isTrue();
  }

  @Test
  void messagesArePagedAndMoreThanAreKeptIsSaid() {
    for (int i = 0; i < 1_005; i++) {
      written.takenInFor(ORDER, "m" + i, TEMPLATE, NOON + i);
    }

    Answer first = console.of("caller", ORDER);
    Answer last = console.get("/api/v1/caller?id=" + ORDER + "&limit=100&offset=950");

    assertThat(first.at("/messages")).hasSize(50);
    assertThat(first.text("/messages/0/messageId")).isEqualTo("m1004");
    assertThat(first.number("/page/next")).isEqualTo(50);
    assertThat(first.number("/page/total")).isEqualTo(1_000);
    assertThat(first.at("/truncated").asBoolean()).isTrue();
    assertThat(last.at("/messages")).hasSize(50);
    assertThat(last.text("/messages/49/messageId")).isEqualTo("m5");
    assertThat(last.at("/page/next").isNull()).isTrue();
  }

  @Test
  void whatIsNotThereSaysForHowLongItIsKept() {
    Answer none = console.of("caller", "order-2");

    assertThat(none.status()).isEqualTo(404);
    assertThat(none.text("/error/kept")).isEqualTo("P3D");
    assertThat(none.text("/error/tried/0")).isEqualTo("order-2");
    assertThat(console.of("caller", "").status()).isEqualTo(400);
    assertThat(console.of("caller", "x".repeat(2049)).text("/error/field")).isEqualTo("id");
  }

  @Test
  void searchFindsItInItsUsualOtherFormsToo() {
    ordered("m1", NOON, 10, 60);

    for (String typed : new String[] {ORDER, " " + ORDER, "\"" + ORDER + "\"", "bizId: " + ORDER}) {
      Answer found = console.get("/api/v1/search?q=" + RunningConsole.encoded(typed));
      assertThat(found.at("/hits")).as(typed).hasSize(1);
      assertThat(found.text("/hits/0/kind")).isEqualTo("caller");
      assertThat(found.text("/hits/0/page")).isEqualTo("/caller/" + ORDER);
      assertThat(found.number("/hits/0/at")).isEqualTo(NOON);
      assertThat(console.get(found.text("/hits/0/api")).text("/messages/0/messageId"))
          .isEqualTo("m1");
    }
    assertThat(console.get("/api/v1/search?q=https://x/trace/caller/" + ORDER).text("/hits/0/id"))
        .isEqualTo(ORDER);
  }

  @Test
  void anIdThatSeveralThingsHaveIsEachOfThem() {
    written.message("same", "same", TEMPLATE, NOON, 10).takenInFor("same", "m1", TEMPLATE, NOON);

    List<String> pages = console.get("/api/v1/search?q=same").at("/hits").findValuesAsText("page");
    assertThat(pages).hasSize(3).startsWith("/message/same").endsWith("/caller/same");
    assertThat(pages.get(1)).startsWith("/receiver/r.");
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
        "a?b[c]",
        "Austin:Stream:Newest",
        "{slot}"
      })
  void hostileIdsAreNamesLikeOthers(String caller) {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10).takenInFor(caller, "m1", TEMPLATE, NOON);

    Answer order = console.of("caller", caller);
    Answer found = console.get("/api/v1/search?q=" + RunningConsole.encoded(caller));

    assertThat(order.text("/caller")).isEqualTo(caller);
    assertThat(order.at("/messages")).hasSize(1);
    assertThat(found.text("/hits/0/id")).isEqualTo(caller);
    assertThat(console.get(found.text("/hits/0/api")).status()).isEqualTo(200);
  }

  private void ordered(String messageId, long began, int... states) {
    written
        .message(ALICE, messageId, TEMPLATE, began, states)
        .takenInFor(ORDER, messageId, TEMPLATE, began);
  }
}
