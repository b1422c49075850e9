package io.austin.stream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.RedisExtension;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read, and what a browser is told. */
@Timeout(60)
class AccessIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final String TOKEN = "correct horse battery";
  private static final String HEALTH = "/api/v1/health";

  private static RunningConsole open;
  private static RunningConsole guarded;

  @BeforeAll
  static void start() {
    open = RunningConsole.over(redis.uri());
    guarded = RunningConsole.over(redis.uri(), "console.token", TOKEN, "console.host", "0.0.0.0");
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  @Test
  void elsewhereThanHereItWantsAToken() {
    assertThatThrownBy(() -> RunningConsole.over(redis.uri(), "console.host", "0.0.0.0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("console.token")
        .hasMessageContaining("AUSTIN_STREAM_CONSOLE_TOKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/v1/health", "/api/v1/nonsense", "/assets/nonsense.js", "/login"})
  void everyAnswerForbidsWhatABrowserMayBeMadeToDo(String path) {
    for (RunningConsole console : new RunningConsole[] {open, guarded}) {
      Answer answer = console.get(path);

      assertThat(answer.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
          .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.header("Server")).isEmpty();
    }
  }

  @Test
  void theApiIsNotCached() {
    assertThat(open.get(HEALTH).header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8082,200",
    "127.0.0.1,200",
    "[::1]:8082,200",
    "LOCALHOST,200",
    "evil.example,403",
    "127.0.0.1.evil.example,403",
    "localhost.,403"
  })
  void withoutATokenItAnswersToItsOwnNamesAlone(String host, int status) {
    assertThat(open.rawGet(HEALTH, host)).startsWith("HTTP/1.1 " + status);
    assertThat(open.rawGet("/", host)).doesNotStartWith("HTTP/1.1 " + (status == 200 ? 403 : 200));
  }

  @Test
  void withATokenTheNameDoesNotMatter() {
    assertThat(guarded.rawGet(HEALTH, "console.example"))
        .startsWith("HTTP/1.1 401")
        .contains("\"unauthorized\"");
  }

  @Test
  void theTokenOpensTheApi() {
    assertThat(guarded.get(HEALTH, "Authorization", "Bearer " + TOKEN).status()).isEqualTo(200);
    assertThat(guarded.get(HEALTH, "Authorization", "bearer " + TOKEN).status()).isEqualTo(200);
    assertThat(guarded.get(HEALTH, "Authorization", "Bearer wrong").status()).isEqualTo(401);
    assertThat(guarded.get(HEALTH, "Authorization", TOKEN).status()).isEqualTo(401);
    assertThat(guarded.get(HEALTH, "Cookie", "austin-stream-console=" + "9".repeat(30)).status())
        .isEqualTo(401);
    assertThat(guarded.get(HEALTH, "Cookie", "austin-stream-console=9999999999999.x").status())
        .isEqualTo(401);
    assertThat(guarded.get(HEALTH + "?token=" + RunningConsole.encoded(TOKEN)).status())
        .isEqualTo(401);
  }

  @Test
  void toAForeignNameAustinsPagesAreRefusedInTheirForm() {
    for (String page : List.of("user", "message", "messageTemplate")) {
      assertThat(open.rawPost("/trace/" + page, "{}", "evil.example"))
          .startsWith("HTTP/1.1 403")
          .contains("\"status\":\"A0301\"");
    }
  }

  @Test
  void austinsPagesNeedItToo() {
    assertThat(guarded.post("/trace/user", "{\"receiver\":\"a\"}").text("/status"))
        .isEqualTo("A0301");
    assertThat(
            guarded
                .post("/trace/user", "{\"receiver\":\"a\"}", "Authorization", "Bearer " + TOKEN)
                .text("/status"))
        .isEqualTo("0");
  }

  @Test
  void aBrowserIsAskedAndGetsACookie() {
    Answer asked = guarded.get("/message/137?a=b");
    assertThat(asked.status()).isEqualTo(303);
    assertThat(asked.header("Location")).isEqualTo("/login?to=%2Fmessage%2F137%3Fa%3Db");
    assertThat(guarded.get("/login?to=%2Fmessage%2F137").body()).contains("value=\"/message/137\"");

    Answer refused = logIn("wrong", "/message/137");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Set-Cookie")).isEmpty();

    Answer letIn = logIn(TOKEN, "/message/137");
    assertThat(letIn.status()).isEqualTo(303);
    assertThat(letIn.header("Location")).isEqualTo("/message/137");
    assertPass(letIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/receiver/13711112222",
        "/receiver/%31371111222%32",
        "/receiver/?id=13711112222",
        "/message/m1?receiver=13711112222",
        "/message/m1?a=b&%72eceiver=13711112222",
        "/?q=13711112222"
      })
  void theWayThroughTheFormShowsNoReceiver(String page) {
    String and = page.contains("?") ? "&" : "?";
    for (String asked : List.of(page, page + and + "token=wrong", page + and + "token=")) {
      Answer form = guarded.get(asked);
      assertThat(form.header("Location")).as(asked).startsWith("/login?to=w.");
      assertThat(guarded.get(form.header("Location")).body()).doesNotContain("13711112222");
      String to = form.header("Location").replaceFirst(".*to=([^&]*).*", "$1");

      Answer letIn = logIn(TOKEN, to);

      assertThat(letIn.header("Location")).as(asked).matches("/.*[/=][rq]\\.[\\w-]{22,}");
      assertThat(RunningConsole.SEAL.openWithin(letIn.header("Location")))
          .as(asked)
          .contains("13711112222");
    }
  }

  @Test
  void aTokenInAnAddressBecomesACookieAndLeavesTheAddress() {
    Answer letIn = guarded.get("/message/m1?token=" + RunningConsole.encoded(TOKEN) + "&lang=zh");

    assertThat(letIn.status()).isEqualTo(303);
    assertThat(letIn.header("Location")).isEqualTo("/message/m1?lang=zh");
    assertPass(letIn);
    for (String bare : List.of("/?token", "/?token=", "/?&token")) {
      assertThat(guarded.get(bare).header("Location")).as(bare).isEqualTo("/");
    }
  }

  @Test
  void aWrongTokenInAnAddressIsCalledThat() {
    for (String wrong : List.of("/stuck?token=wrong", "/stuck?%74oken=a&token")) {
      Answer refused = guarded.get(wrong);

      assertThat(refused.header("Set-Cookie")).as(wrong).isEmpty();
      assertThat(refused.header("Location")).as(wrong).startsWith("/login?to=%2Fstuck&");
      assertThat(guarded.get(refused.header("Location")).body())
          .contains("That is not the token.", "value=\"/stuck\"");
    }
    assertThat(guarded.get("/login").body()).doesNotContain("That is not the token.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/none", "/login", "/favicon.ico", "/template/3", "/?q=a"})
  void aTokenStaysInTheAddressOfNoPage(String page) {
    String and = page.contains("?") ? "&" : "?";
    for (String token : List.of(TOKEN, "wrong")) {
      Answer answer = guarded.get(page + and + "token=" + RunningConsole.encoded(token));
      assertThat(answer.status()).as(token).isEqualTo(303);
      assertThat(answer.header("Location")).as(token).doesNotContain("token");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%", "a=1&%f&b", "%zz=%zz"})
  void whatIsNotEncodedAsItShouldBeStaysAsItIs(String query) {
    String token = "token=" + RunningConsole.encoded(TOKEN);
    for (String asked : List.of("/?" + query, "/?" + query + "&" + token)) {
      String raw = guarded.rawGet(asked, "localhost");
      assertThat(raw).as(asked).startsWith("HTTP/1.1 303").doesNotContain(token);
    }
  }

  @Test
  void aTokenForTheFormLeadsOnAsTheFormDoes() {
    String to = "/login?to=%2Fmessage%2F137&token=";
    Answer letIn = guarded.get(to + RunningConsole.encoded(TOKEN));

    assertThat(letIn.header("Location")).isEqualTo("/message/137");
    assertPass(letIn);
    assertThat(guarded.get(to + "wrong").header("Location"))
        .isEqualTo("/login?to=%2Fmessage%2F137&refused=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/a\r\nSet-Cookie: a=b",
        "/\"><b>"
      })
  void theWayAfterTheFormStaysHere(String to) {
    assertThat(logIn(TOKEN, to).header("Location")).isEqualTo("/");
    assertThat(guarded.get("/login?to=" + RunningConsole.encoded(to)).body())
        .contains("value=\"/\"");
  }

  @Test
  void loggingOutTakesTheCookieAway() {
    Answer out = guarded.post("/logout", "");

    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("Set-Cookie")).contains("austin-stream-console=;", "1970");
  }

  private static Answer logIn(String token, String to) {
    return guarded.post(
        "/login",
        "token=" + RunningConsole.encoded(token) + "&to=" + RunningConsole.encoded(to),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static void assertPass(Answer letIn) {
    String cookie = letIn.header("Set-Cookie");
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain(TOKEN);
    String pass = cookie.substring(0, cookie.indexOf(';'));
    assertThat(guarded.get(HEALTH, "Cookie", pass).status()).isEqualTo(200);
    assertThat(guarded.get(HEALTH, "Cookie", pass + "x").status()).isEqualTo(401);
    assertThat(guarded.get(HEALTH, "Cookie", pass).at("/login").asBoolean()).isTrue();
  }
}
