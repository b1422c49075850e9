package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.JourneyName;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Seal;
import io.austin.stream.console.rights.Seal.Kind;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.RedisExtension;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody gets to see who tries everything, by right. */
@Timeout(120)
class RightsIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final Seal SEAL = RunningConsole.SEAL;
  private static final long TEMPLATE = businessId(3);

  /** Of each form that is masked otherwise; none of them stands in a message's id. */
  private static final List<String> RECEIVERS =
      List.of(
          "13711112222",
          "+8613722223333",
          "zhang.san@example.com",
          "oX2c_4HhT0gY7bQm3Zs9Qk1",
          "lisiwangwu",
          "张三李四");

  @BeforeEach
  void write() {
    Written written = new Written(redis.client());
    JourneyKeys journeys = JourneyKeys.among(TraceKeys.unprefixed());
    written.totals(TEMPLATE, Map.of(10, 6, 60, 3));
    redis.client().zadd(journeys.stuckTemplates(), RECEIVERS.size(), String.valueOf(TEMPLATE));
    for (int i = 0; i < RECEIVERS.size(); i++) {
      String id = "m" + i;
      written.message(RECEIVERS.get(i), id, TEMPLATE, NOON + i, 10, 60);
      String name = JourneyName.of(id, RECEIVERS.get(i)).toString();
      redis.client().zadd(journeys.stuckExamples(TEMPLATE), NOON, name);
      redis.client().zadd(journeys.slowest(TEMPLATE), 5000 + i, name);
    }
  }

  private static RunningConsole console(Right right) {
    return RunningConsole.over(redis.uri(), "console.role", right.code());
  }

  /** Every address that is read, with everything that it may be asked for. */
  private static Set<String> addresses() {
    Set<String> addresses = new LinkedHashSet<>(List.of("/none", "/receivers/13711112222"));
    List<String> ids = new ArrayList<>(List.of("m0", "3", String.valueOf(TEMPLATE), "nobody"));
    for (String receiver : RECEIVERS) {
      ids.add(SEAL.seal(Kind.RECEIVER, receiver));
      ids.add(SEAL.seal(Kind.SEARCH, receiver));
      ids.add("http://c.example/receiver/" + SEAL.seal(Kind.RECEIVER, receiver));
      ids.add("m0 " + SEAL.seal(Kind.RECEIVER, receiver));
    }
    // The description names a receiver of its own as an example.
    for (String path :
        Stream.concat(
                DescribedAnswers.read().filter(it -> !it.endsWith(".yaml")),
                Stream.of("/receiver", "/message", "/template"))
            .toList()) {
      addresses.add(path);
      addresses.add(path + "?receivers=full");
      for (String id : ids) {
        for (String name : List.of("id", "q", "receiver", "message", "template", "creator")) {
          String asked = path + "?" + name + "=" + RunningConsole.encoded(id);
          addresses.add(asked);
          addresses.add(asked + "&receivers=full");
        }
        addresses.add(path + "?id=m0&receiver=" + RunningConsole.encoded(id));
        addresses.add(path + "?receivers=full&message=m0&id=" + RunningConsole.encoded(id));
        if (!path.startsWith("/api/")) {
          addresses.add(path + "/" + RunningConsole.encoded(id));
        }
      }
    }
    return addresses;
  }

  @ParameterizedTest
  @EnumSource(names = {"TOTALS", "MASKED"})
  void whoMayNotSeeReceiversInFullNeverDoes(Right right) {
    int answered = 0;
    try (RunningConsole console = console(right)) {
      for (String address : addresses()) {
        Answer answer = console.get(address);
        answered += answer.status() == 200 ? 1 : 0;
        assertHidden(address, answer);
      }
      for (String call : List.of("search", "receiver")) {
        for (String receiver : RECEIVERS) {
          for (String name : List.of("q", "id")) {
            String sealed = SEAL.seal(Kind.RECEIVER, receiver);
            String body = "{\"%s\":\"%s\",\"receivers\":\"full\"}".formatted(name, sealed);
            assertHidden(call + body, console.post("/api/v1/" + call, body));
          }
        }
      }
    }
    assertThat(answered).isGreaterThan(100);
  }

  private static void assertHidden(String asked, Answer answer) {
    String all = answer.body() + answer.response().headers().map();
    for (String receiver : RECEIVERS) {
      assertThat(all)
          .as(asked)
          .doesNotContain(receiver, RunningConsole.encoded(receiver))
          .doesNotContain(receiver.replaceFirst("^\\+86", ""));
    }
  }

  @Test
  void whoSeesTotalsIsToldThatTheRestIsNotHis() {
    try (RunningConsole console = console(Right.TOTALS)) {
      String sealed = SEAL.seal(Kind.RECEIVER, RECEIVERS.get(0));
      for (String call :
          List.of("receiver?id=" + sealed, "receiver.csv?id=" + sealed, "message?id=m0")) {
        Answer refused = console.get("/api/v1/" + call);
        assertThat(refused.status()).as(call).isEqualTo(403);
        assertThat(refused.text("/error/code")).isEqualTo("not_allowed");
        assertThat(refused.text("/error/message")).contains("totals", "只能查看总数");
      }
      for (String page : List.of("/receiver/" + sealed, "/receiver/137", "/message/m0")) {
        assertThat(console.get(page).status()).as(page).isEqualTo(403);
        assertThat(console.get(page).header("Location")).isEmpty();
      }
      for (String field : List.of("receiver", "messageId")) {
        String path = field.equals("receiver") ? "/trace/user" : "/trace/message";
        assertThat(console.post(path, "{\"" + field + "\":\"m0\"}").status()).isEqualTo(403);
      }
      assertThat(console.get("/api/v1/stuck/template?id=" + TEMPLATE).at("/examples")).isEmpty();
      assertThat(console.get("/api/v1/latency?id=" + TEMPLATE).at("/slowest")).isEmpty();
      assertThat(console.get("/api/v1/search?q=m0").at("/hits")).isEmpty();
      assertThat(console.get("/api/v1/search?q=3").at("/hits")).hasSize(1);
      assertThat(console.get("/api/v1/health").text("/right")).isEqualTo("totals");
      assertThat(console.get("/api/v1/templates").number("/page/total")).isEqualTo(1);
    }
  }

  @Test
  void aSealedLinkIsSeenAsItsReaderMay() {
    String link = "/api/v1/receiver?id=" + SEAL.seal(Kind.RECEIVER, RECEIVERS.get(0));
    try (RunningConsole masked = console(Right.MASKED);
        RunningConsole full = console(Right.FULL)) {
      for (String asked : List.of(link, link + "&receivers=full")) {
        assertThat(masked.get(asked).text("/receiver")).isEqualTo("137****2222");
        assertThat(masked.get(asked).at("/messages")).hasSize(1);
      }
      assertThat(full.get(link).text("/receiver")).isEqualTo("137****2222");
      assertThat(full.get(link + "&receivers=full").text("/receiver")).isEqualTo(RECEIVERS.get(0));
      Answer day = full.get("/api/v1/receiver?id=" + RECEIVERS.get(0));
      assertThat(link).endsWith("id=" + day.text("/sealed"));
    }
  }

  @Test
  void whatIsPostedIsAnsweredAsWhatIsAsked() {
    try (RunningConsole console = console(Right.FULL)) {
      String receiver = RECEIVERS.get(0);
      Answer search = console.post("/api/v1/search", "{\"q\":\"" + receiver + "\",\"limit\":5}");
      Answer day = console.post("/api/v1/receiver", "{\"id\":\"" + receiver + "\"}");

      assertThat(search.pages()).containsExactly("/receiver/" + receiver);
      assertThat(console.get("/api/v1/search?q=" + search.text("/sealed")).pages())
          .isEqualTo(search.pages());
      assertThat(day.text("/messages/0/messageId")).isEqualTo("m0");
      for (String body : List.of("", "[]", "x", "{\"q\":{}}", "{\"q\":null}", "{\"other\":1}")) {
        assertThat(console.post("/api/v1/search", body).status()).as(body).isEqualTo(400);
      }
    }
  }

  @Test
  void addressesOfOldLeadToSealedOnes() {
    try (RunningConsole console = console(Right.MASKED)) {
      for (String page :
          List.of("/receiver/137", "/receiver/?id=137", "/message/m0?receiver=137", "/?q=137")) {
        Answer moved = console.get(page);
        assertThat(moved.status()).as(page).isEqualTo(303);
        assertThat(moved.header("Location")).matches("/.*[/=][rq]\\.[\\w-]{22,}");
        assertThat(console.get(moved.header("Location")).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void theKeyIsNeededWhereNotEverybodyMaySeeEverything() {
    for (String role : List.of("masked", "totals")) {
      assertThatThrownBy(() -> withToken("console.role", role, "console.key", ""))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("console.role")
          .hasMessageContaining("AUSTIN_STREAM_CONSOLE_KEY");
    }
    withToken("console.role", "masked").close();
    withToken("console.key", "").close();
  }

  private static RunningConsole withToken(String... options) {
    List<String> all = new ArrayList<>(List.of("console.token", "correct horse battery"));
    all.addAll(List.of(options));
    return RunningConsole.over(redis.uri(), all.toArray(String[]::new));
  }
}
