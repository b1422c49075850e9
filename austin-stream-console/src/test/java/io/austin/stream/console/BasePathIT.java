package io.austin.stream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.RedisExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console under a path, behind a proxy that takes it out and one that leaves it in. */
@Timeout(60)
class BasePathIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final String TOKEN = "correct horse battery";

  private static RunningConsole placed;
  private static RunningConsole plain;

  @BeforeAll
  static void start() {
    placed =
        RunningConsole.over(redis.uri(), "console.base-path", "/ops/trace", "console.token", TOKEN);
    plain = RunningConsole.over(redis.uri());
  }

  @AfterAll
  static void stop() {
    placed.close();
    plain.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/ops/trace"})
  void itAnswersWithThePathAndWithoutIt(String passedOn) {
    assertThat(placed.at(passedOn + "/healthz").status()).isEqualTo(200);
    assertThat(placed.at(passedOn + "/api/v1/health", "Authorization", "Bearer " + TOKEN).status())
        .isEqualTo(200);
    assertThat(placed.at(passedOn + "/api/v1/health").status()).isEqualTo(401);
    assertThat(placed.at(passedOn + "/message/m1", "Authorization", "Bearer " + TOKEN).body())
        .contains("\"/ops/trace/assets/", "\"/ops/trace/api/v1/openapi.yaml\"")
        .doesNotContain("\"/assets/", "\"/api/");
    assertThat(placed.at(passedOn + "/message/137").header("Location"))
        .isEqualTo("/ops/trace/login?to=%2Fmessage%2F137");
    assertThat(placed.at(passedOn + "/login?to=%2Fmessage%2F137").body())
        .contains("action=\"/ops/trace/login\"", "href=\"/ops/trace/assets/login.css\"")
        .contains("value=\"/message/137\"");
    Answer letIn = placed.at(passedOn + "/message/m1?token=" + RunningConsole.encoded(TOKEN));
    assertThat(letIn.header("Location")).isEqualTo("/ops/trace/message/m1");
    assertThat(letIn.header("Set-Cookie")).contains("Path=/ops/trace;");
  }

  @Test
  void thePathAloneIsThePageToo() {
    assertThat(placed.at("/ops/trace", "Authorization", "Bearer " + TOKEN).status()).isEqualTo(200);
    assertThat(placed.at("/ops/tracer", "Authorization", "Bearer " + TOKEN).status())
        .isEqualTo(404);
  }

  @ParameterizedTest(name = "[{index}] {0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /ops            | /ops
          /ops/           | /ops
          /ops, /trace    | /ops/trace
          /ops/,/trace/   | /ops/trace
          /ops, /,/trace, | /ops/trace
          """)
  void proxiesMaySayThePath(String prefix, String path) {
    assertThat(plain.get("/", "X-Forwarded-Prefix", prefix).body())
        .contains("\"" + path + "/assets/");
  }

  @Test
  void eachProxyMaySayItInALineOfItsOwn() {
    String[] lines = {"X-Forwarded-Prefix", "/ops", "X-Forwarded-Prefix", "/trace"};

    assertThat(plain.get("/", lines).body()).contains("\"/ops/trace/assets/");
  }

  @Test
  void whatAProxySaysIsKeptApart() {
    Answer page = plain.get("/", "X-Forwarded-Prefix", "/ops");

    assertThat(page.header("Vary")).contains("X-Forwarded-Prefix");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/a/../b",
        "/a//b",
        "evil",
        "/\"><script>",
        "/a b",
        "/..",
        "/a?b",
        "/a, //evil.example",
        "/a, b",
        "/a, /.."
      })
  void whatIsNoPathIsNotBelieved(String prefix) {
    assertThat(withoutAnswers(plain.get("/", "X-Forwarded-Prefix", prefix).body()))
        .contains("\"/assets/")
        .isEqualTo(withoutAnswers(plain.get("/").body()));
    assertThatThrownBy(() -> RunningConsole.over(redis.uri(), "console.base-path", prefix))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("console.base-path");
  }

  /** What a page asks for first may be in it, as it is at that moment. */
  private static String withoutAnswers(String html) {
    return html.replaceAll("<script type=\"application/json\".*?</script>\n", "");
  }
}
