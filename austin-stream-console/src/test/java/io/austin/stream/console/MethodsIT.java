package io.austin.stream.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address that is read, asked with every method, with and without a token. */
@Timeout(60)
class MethodsIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final String TOKEN = "correct horse battery";
  private static final List<String> COMPARED =
      List.of("Content-Type", "Content-Length", "Cache-Control", "ETag", "Location", "Allow");

  private static RunningConsole open;
  private static RunningConsole guarded;

  @BeforeAll
  static void start() {
    open = RunningConsole.over(redis.uri());
    guarded = RunningConsole.over(redis.uri(), "console.token", TOKEN);
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  static Stream<String> read() {
    return Stream.concat(PAGES.stream(), DescribedAnswers.read().map(MethodsIT::asked)).distinct();
  }

  /** With the parameters that it cannot do without. */
  private static String asked(String path) {
    String id = path.endsWith("/search") ? "?q=nobody" : "?id=2000000320221224";
    return path.startsWith("/api/")
            && !path.matches(".*/(templates(\\.csv)?|trends|stuck|health|progress|.*yaml)")
        ? path + id
        : path;
  }

  private static final List<String> PAGES =
      List.of(
          "/",
          "/template",
          "/template/2000000320221224",
          "/receiver/137",
          "/message/?id=..",
          "/caller/order-1",
          "/stuck",
          "/stuck/2000000320221224",
          "/receivers/137",
          "/assets/echarts.js",
          "/assets/none.js",
          "/favicon.ico",
          "/healthz",
          "/readyz",
          "/login",
          "/api/v1/receiver",
          "/api/v1/template/minutes?id=3",
          "/api/v1/nonsense");

  @ParameterizedTest
  @MethodSource("read")
  void headAnswersWhatGetAnswers(String path) {
    for (RunningConsole console : new RunningConsole[] {open, guarded}) {
      assertSameHead(console, path);
      assertSameHead(console, path, "Authorization", "Bearer " + TOKEN);
    }
  }

  private static void assertSameHead(RunningConsole console, String path, String... headers) {
    Answer get = console.get(path, headers);
    Answer head = ask(console, "HEAD", path, headers);

    assertThat(head.status()).as(path).isEqualTo(get.status());
    assertThat(head.body()).isEmpty();
    for (String header : COMPARED) {
      boolean grows =
          header.equals("Content-Length")
              && (path.startsWith("/api/") || isPageWithAnswers(path, get));
      if (!grows) { // ages in it do, and answers may come with a page
        assertThat(head.header(header)).as(header + " of " + path).isEqualTo(get.header(header));
      }
    }
  }

  private static boolean isPageWithAnswers(String path, Answer get) {
    return get.status() == 200
        && !path.equals("/login")
        && get.header("Content-Type").startsWith("text/html");
  }

  @ParameterizedTest
  @MethodSource("read")
  void otherMethodsAreRefusedWithThoseThatAreAllowed(String path) {
    boolean there = open.get(path).status() != 404 || path.contains("?");
    for (String method : List.of("PUT", "DELETE", "PATCH", "POST", "TRACE", "NONSENSE")) {
      boolean form =
          method.equals("POST")
              && path.matches("/login|/api/v1/(search|receiver|receiver/history)(\\?.*)?");
      Answer refused = ask(guarded, method, path, "Authorization", "Bearer " + TOKEN);
      if (there && !form) {
        assertThat(refused.status()).as(method + " " + path).isEqualTo(405);
        assertThat(refused.header("Allow")).contains("GET", "HEAD", "OPTIONS");
        assertThat(refused.text("/error/code")).isEqualTo("method_not_allowed");
      } else {
        assertThat(refused.status()).as(method + " " + path).isBetween(400, 499);
      }
      if (path.startsWith("/api/")) {
        Answer unknown = ask(guarded, method, path);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("WWW-Authenticate")).startsWith("Bearer");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("read")
  void optionsTellsWhichMethodsThereAre(String path) {
    boolean there = open.get(path).status() != 404 || path.contains("?");
    Answer options = ask(guarded, "OPTIONS", path, "Authorization", "Bearer " + TOKEN);
    if (there) {
      assertThat(options.status()).isEqualTo(204);
      assertThat(options.header("Allow")).contains("GET", "HEAD", "OPTIONS");
    }
    assertThat(options.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("read")
  void withoutTheTokenNothingIsReadButWhatIsOpen(String path) {
    Answer answer = guarded.get(path);

    if (path.startsWith("/api/")) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    } else if (path.matches("/(assets/.*|healthz|readyz|login)")) {
      assertThat(answer.status()).isIn(200, 404);
    } else {
      assertThat(answer.header("Location")).startsWith("/login?to=");
    }
  }

  @Test
  void whatIsWrittenIsRefusedToGet() {
    for (String path : List.of("/trace/user", "/trace/message", "/trace/messageTemplate")) {
      Answer refused = open.get(path);
      assertThat(refused.status()).isEqualTo(405);
      assertThat(refused.header("Allow")).contains("POST").doesNotContain("GET");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/trace/user", "/trace/nothing", "/login", "/api/v1/health", "/message/m1"})
  void whateverIsRefusedForWantOfATokenSaysSo(String path) {
    for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")) {
      Answer answer = ask(guarded, method, path);
      if (answer.status() == 401) {
        assertThat(answer.header("WWW-Authenticate")).as(method).startsWith("Bearer");
      }
    }
    assertThat(ask(guarded, "POST", path).status()).isEqualTo(401);
  }

  private static Answer ask(RunningConsole console, String method, String path, String... headers) {
    return console.send(
        console.request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()));
  }
}
