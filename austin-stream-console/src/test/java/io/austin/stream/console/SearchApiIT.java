package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's search and what it says of itself. */
@Timeout(60)
class SearchApiIT {
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
  void searchSaysWhatATextIs() {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60).totals(TEMPLATE, Map.of(10, 5));

    Answer receiver = console.get("/api/v1/search?receivers=full&q=%20" + ALICE);
    Answer message = console.get("/api/v1/search?receivers=full&q=m1");
    Answer template = console.get("/api/v1/search?receivers=full&q=3");
    Answer nothing = console.get("/api/v1/search?receivers=full&q=nobody");

    assertThat(receiver.text("/hits/0/kind")).isEqualTo("receiver");
    assertThat(receiver.pages()).containsExactly("/receiver/" + ALICE);
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
  void aMessageIdAndAReceiverMayStandTogether() {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60).message("a b", "m2", TEMPLATE, NOON, 10);

    Answer both = console.get("/api/v1/search?receivers=full&q=m1%20" + ALICE);
    Answer turned = console.get("/api/v1/search?receivers=full&q=" + ALICE + "%20%20m1");
    Answer spaced = console.get("/api/v1/search?receivers=full&q=a%20b%20m2");
    Answer unknown = console.get("/api/v1/search?receivers=full&q=m9%20" + ALICE);

    assertThat(both.pages()).containsExactly("/message/m1?receiver=" + ALICE);
    assertThat(turned.at("/hits")).isEqualTo(both.at("/hits"));
    assertThat(spaced.pages()).containsExactly("/message/m2?receiver=a%20b");
    assertThat(unknown.pages()).containsExactly("/receiver/" + ALICE);
  }

  @Test
  void twoMessagesAreNoMessageAndItsReceiver() {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60).message("bob", "m3", TEMPLATE, NOON, 10);

    Answer both = console.get("/api/v1/search?receivers=full&q=m1%20m3");

    assertThat(both.pages()).containsExactly("/message/m1", "/message/m3");
    assertThat(both.at("/parts/missing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Message ID: m1", "trace id: m1", "消息 id：m1", "消息ID m1", "id m1", "see m1"})
  void aWordBesideAMessageIsNoReceiver(String pasted) {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60);

    Answer found = console.get("/api/v1/search?receivers=full&q=" + RunningConsole.encoded(pasted));

    assertThat(found.pages()).containsExactly("/message/m1");
  }

  @Test
  void theStateOfAHitIsThatOfItsPage() {
    written.message(ALICE, "m1", TEMPLATE, NOON, 60).message(ALICE, "m1", TEMPLATE, NOON - 1, 10);

    Answer found = console.get("/api/v1/search?receivers=full&q=m1");

    assertThat(found.text("/hits/0/state/kind")).isEqualTo("sent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "137 1111 2222",
        "137-1111-2222",
        "+8613711112222",
        "１３７１１１１２２２２",
        "137\u200B11112222",
        "\u200B13711112222\u00A0",
        "13711112222,"
      })
  void aReceiverIsFoundHoweverItIsPasted(String pasted) {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60);

    Answer found = console.get("/api/v1/search?receivers=full&q=" + RunningConsole.encoded(pasted));
    Answer day = console.of("receiver", pasted);
    Answer both =
        console.get("/api/v1/search?receivers=full&q=m1," + RunningConsole.encoded(pasted));

    assertThat(found.pages()).containsExactly("/receiver/" + ALICE);
    assertThat(found.text("/hits/0/understood")).isNotEqualTo("exact");
    assertThat(found.at("/tried")).hasSizeGreaterThan(1);
    assertThat(day.text("/receiver")).isEqualTo(ALICE);
    assertThat(day.text("/understood")).isNotEqualTo("exact");
    assertThat(both.pages()).containsExactly("/message/m1?receiver=" + ALICE);
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m1 m2 13711112222               | /message/m1 /message/m2 /receiver/13711112222 |
          m1, 13711112222, gone           | /message/m1 /receiver/13711112222 | gone
          gone 13711112222                | /receiver/13711112222 | gone
          m1 137 1111 2222 m2             | /message/m1 /receiver/13711112222 /message/m2 |
          m1 2000000320221224 m2          | /message/m1 /template/2000000320221224 /message/m2 |
          m1 m2 tel:13711112222           | /message/m1 /message/m2 /receiver/13711112222 |
          """)
  void eachOfSeveralIdsIsLookedUp(String pasted, String pages, String missing) {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60).message(ALICE, "m2", TEMPLATE, NOON, 10);
    written.totals(2_000_000_320_221_224L, Map.of(10, 5));

    Answer found = console.get("/api/v1/search?receivers=full&q=" + RunningConsole.encoded(pasted));

    assertThat(found.pages()).containsExactly(pages.split(" "));
    assertThat(found.at("/parts/missing").size()).isEqualTo(missing == null ? 0 : 1);
    assertThat(found.at("/parts/missing/0").asText()).isEqualTo(missing == null ? "" : missing);
  }

  @Test
  void ofVeryManyIdsItIsSaidHowManyWereLeftOut() {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60);

    String many =
        IntStream.range(0, 30).mapToObj(i -> "gone-" + i).collect(Collectors.joining("%20"));
    Answer found = console.get("/api/v1/search?receivers=full&q=m1%20m1%20" + many);

    assertThat(found.number("/parts/lookedUp")).isEqualTo(20);
    assertThat(found.number("/parts/leftOut")).isEqualTo(11);
    assertThat(found.at("/hits")).hasSize(1);
  }

  @Test
  void whatCannotBeSeenIsNoQuestion() {
    Answer answer = console.get("/api/v1/search?receivers=full&q=%E2%80%8B%EF%BB%BF");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/error/message")).contains("q holds nothing that can be seen");
  }

  @Test
  void theFormOfAReceiverIsTakenThatHasTheMessage() {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60);
    written.message("+86" + ALICE, "m2", TEMPLATE, NOON, 10, 30);

    Answer day = console.get("/api/v1/receiver?receivers=full&id=137%201111%202222&message=m2");
    Answer found = console.get("/api/v1/search?receivers=full&q=" + ALICE);

    assertThat(day.text("/receiver")).isEqualTo("+86" + ALICE);
    assertThat(day.text("/understood")).isEqualTo("with_country_code");
    assertThat(found.at("/hits").findValuesAsText("id")).containsExactly(ALICE, "+86" + ALICE);
  }

  @Test
  void aReceiverThatIsThereInTwoFormsIsShownInBoth() {
    String other = "+86" + ALICE;
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60);
    written.message(other, "m1", TEMPLATE, NOON, 10, 30).message(other, "m2", TEMPLATE, NOON, 10);

    for (String pasted : List.of("137-1111-2222", ALICE)) {
      Answer day = console.of("receiver", pasted);
      assertThat(day.text("/receiver")).isEqualTo(ALICE);
      assertThat(day.at("/alternatives").findValuesAsText("receiver")).containsExactly(other);
      assertThat(
              console
                  .get("/api/v1/search?receivers=full&q=m1%20" + RunningConsole.encoded(pasted))
                  .pages())
          .containsExactly("/message/m1?receiver=" + ALICE);
    }
    Answer both = console.get("/api/v1/receiver?receivers=full&id=" + ALICE + "&message=m1");
    assertThat(both.at("/alternatives")).hasSize(1);
    Answer one = console.get("/api/v1/receiver?receivers=full&id=" + ALICE + "&message=m2");
    assertThat(one.text("/receiver")).isEqualTo(other);
    assertThat(one.at("/alternatives")).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m1/nobody                   | /message/m1 | nobody
          m1:13899990000              | /message/m1?receiver=13899990000 |
          m1/13711112222 m2 gone      | /message/m1?receiver=13711112222 /receiver/13711112222 /message/m2 | gone
          gone/13711112222            | /receiver/13711112222 |
          messageId=m1&receiver=13711112222&day=7 | /message/m1 /receiver/13711112222 | 7
          """)
  void nothingThatWasPastedIsLeftOutUnsaid(String pasted, String pages, String missing) {
    written.message(ALICE, "m1", TEMPLATE, NOON, 10, 60).message(ALICE, "m2", TEMPLATE, NOON, 10);

    Answer found = console.get("/api/v1/search?receivers=full&q=" + RunningConsole.encoded(pasted));

    assertThat(found.pages()).containsExactly(pages.split(" "));
    assertThat(found.at("/parts/missing/0").asText()).isEqualTo(missing == null ? "" : missing);
    assertThat(
            missing != null
                || !found.text("/hits/0/understood").equals("exact")
                || pages.contains("?receiver="))
        .isTrue();
  }

  @Test
  void whatIsNotFoundListsTheFormsThatWereTried() {
    Answer search = console.get("/api/v1/search?receivers=full&q=137-1111-2222");
    Answer day = console.of("receiver", "137-1111-2222");
    Answer message = console.of("message", "m9\u200B");

    assertThat(search.at("/tried")).hasSize(5);
    assertThat(day.at("/error/tried")).isEqualTo(search.at("/tried"));
    assertThat(message.at("/error/tried")).hasSize(2);
    assertThat(day.text("/error/message")).doesNotContain("1111");
  }

  @Test
  void aBusinessIdMayHaveNineteenDigits() {
    long id = 1_234_567_890_123_456_789L;
    redis.client().hset(String.valueOf(id), "10", "7");

    assertThat(console.get("/api/v1/search?receivers=full&q=" + id).text("/hits/0/id"))
        .isEqualTo(String.valueOf(id));
    assertThat(console.of("template", "１２３４５６７８９０１２３４５６７８９").number("/totals/received"))
        .isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 0000003 20221224",
        "2-0000003-20221224",
        "2000 0003 2022 1224",
        "20000003\u200B20221224"
      })
  void eachFormThatWasTriedWasTriedForTemplatesToo(String pasted) {
    redis.client().hset("2000000320221224", "10", "7");

    Answer found = console.get("/api/v1/search?receivers=full&q=" + RunningConsole.encoded(pasted));

    assertThat(found.pages()).containsExactly("/template/2000000320221224");
    assertThat(found.text("/hits/0/understood")).isNotEqualTo("exact");
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

  @Test
  void theDescriptionIsServed() {
    Answer description = console.get("/api/v1/openapi.yaml");

    assertThat(description.body()).startsWith("openapi: 3.1.0");
    assertThat(
            console
                .get("/api/v1/openapi.yaml", "If-None-Match", description.header("ETag"))
                .status())
        .isEqualTo(304);
  }
}
