package io.austin.stream.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.console.http.Addresses;
import io.austin.stream.console.http.BasePath;
import io.austin.stream.console.rights.Person;
import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Seal;
import io.austin.stream.console.web.StaticFiles;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's addresses, whatever they hold, and its files, and no others. */
@Timeout(30)
class StaticFilesTest {
  private static final StaticFiles files = new StaticFiles("testpage");
  private static final Seal SEAL = Seal.by("the key of this test");
  private static final CountDownLatch let = new CountDownLatch(1);
  private static Javalin server;

  @BeforeAll
  static void start() {
    server =
        HttpServer.create(
            routes -> {
              routes.before(Person.onThisMachine(Right.FULL)::letIn);
              files.addTo(new Addresses(routes, new BasePath("")), StaticFilesTest::answer, SEAL);
            });
    HttpServer.start(server, "127.0.0.1", 0);
  }

  /** As an API that may fail, hang, or hold what would be HTML. */
  private static byte[] answer(String path, Map<String, List<String>> parameters, Person person) {
    String id = parameters.getOrDefault("id", List.of("")).get(0);
    switch (SEAL.openWithin(id)) {
      case "failing" -> throw new IllegalStateException("failing");
      case "hanging" -> LockSupport.park();
      case "parked" -> awaitLet();
      default -> {}
    }
    return ("{\"path\":\"" + path + "\",\"html\":\"</script><!--\"}").getBytes(UTF_8);
  }

  private static void awaitLet() {
    try {
      let.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/template",
        "/template/2000000320221224",
        "/receiver/",
        "/receiver/?id=..",
        "/receiver/a%2Fb",
        "/receiver/a/b",
        "/receiver/%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/receiver/%25",
        "/receiver/%0A%5C",
        "/receiver/a;b=c",
        "/receiver/%F0%9F%98%80",
        "/receiver/%E2%80%AE",
        "/receiver/..%2F..%2Fetc",
        "/receiver/100%",
        "/receiver/%zz",
        "/receiver/%ff",
        "/message/%E4%BD",
        "/template/%?day=%",
        "/stuck/a%2",
        "/trends?days=14&channel=30",
        "/message/V1StGXR8_Z5jdHi6B-myT?lang=zh"
      })
  void everyAddressOfThePageIsThePage(String path) {
    String answer = get(path);
    if (path.startsWith("/receiver/") && !path.equals("/receiver/")) {
      assertThat(answer).startsWith("HTTP/1.1 303").doesNotContain("the page");
      answer = get(header(answer, "Location: "));
    }
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("text/html", "the page", "Cache-Control: no-store", "Content-Security-Policy");
  }

  @Test
  void filesAreServedWithTheirTypes() {
    assertThat(get("/assets/js/app.js"))
        .startsWith("HTTP/1.1 200")
        .contains("text/javascript", "export const answer");
    assertThat(get("/assets/login.css")).contains("text/css");
  }

  @Test
  void browsersKeepThemUntilTheyChange() {
    String tag = tag(get("/assets/js/app.js"));

    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "\"a\",W/" + tag, "*")) {
      assertThat(get("/assets/js/app.js", "If-None-Match: " + known))
          .as(known)
          .startsWith("HTTP/1.1 304");
    }
    assertThat(get("/assets/js/app.js", "If-None-Match: \"other\"")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip, br        | true
          GZIP            | true
          x-gzip          | true
          br, *           | true
          gzip;q=0.5      | true
          gzip;q=0        | false
          gzip; q=0.000   | false
          *;q=1, gzip;q=0 | false
          br              | false
          *;q=0           | false
          gzipped         | false
          """)
  void theyAreCompressedForWhoWantsThat(String accepted, boolean compressed) {
    assertThat(
            get("/assets/js/app.js", "Accept-Encoding: " + accepted)
                .contains("Content-Encoding: gzip"))
        .isEqualTo(compressed);
  }

  @Test
  void aListOnSeveralLinesIsOneList() {
    String tag = tag(get("/assets/js/app.js"));

    assertThat(get("/assets/js/app.js", "If-None-Match: \"other\"", "If-None-Match: \"x\", " + tag))
        .startsWith("HTTP/1.1 304");
    assertThat(get("/assets/js/app.js", "Accept-Encoding: br", "Accept-Encoding: gzip"))
        .contains("Content-Encoding: gzip");
    assertThat(get("/assets/js/app.js", "Accept-Encoding: *", "accept-encoding: gzip;q=0"))
        .doesNotContain("Content-Encoding");
  }

  @Test
  void eachFormHasATagOfItsOwnAndIsKnownByIt() {
    String plain = tag(get("/assets/js/app.js"));
    String gzip = tag(get("/assets/js/app.js", "Accept-Encoding: gzip"));

    assertThat(gzip).isNotEqualTo(plain);
    for (String accepted : List.of("gzip", "identity")) {
      for (String known : List.of(plain, gzip)) {
        String again =
            get("/assets/js/app.js", "Accept-Encoding: " + accepted, "If-None-Match: " + known);
        assertThat(again).startsWith("HTTP/1.1 304").contains("Vary: Accept-Encoding");
        assertThat(tag(again)).as("the tag of what the client has").isEqualTo(known);
      }
    }
  }

  @Test
  void underTheirHashTheyAreKeptForGood() {
    String html = get("/message/m1");
    String address = "/assets/" + files.build() + "/js/app.js";

    assertThat(html).contains('"' + address + '"').doesNotContain("\"/assets/js");
    assertThat(get(address))
        .startsWith("HTTP/1.1 200")
        .contains("Cache-Control: public, max-age=31536000, immutable");
    assertThat(get("/assets/0123456789abcdefghij/js/app.js")).startsWith("HTTP/1.1 404");
    assertThat(get("/assets/js/app.js")).contains("Cache-Control: no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none", "/receivers/137", "/message.html"})
  void anUnknownAddressIsThePageThatSaysSo(String path) {
    assertThat(get(path)).startsWith("HTTP/1.1 404").contains("text/html", "the page");
    for (String known : List.of("*", tag(get("/")))) {
      assertThat(get(path, "If-None-Match: " + known))
          .as("a reload")
          .startsWith("HTTP/1.1 404")
          .contains("text/html", "the page")
          .doesNotContain("ETag");
    }
  }

  @Test
  void whatThePageOfATemplateNeedsMoreIsAskedForWithIt() {
    String preload = "/echarts.js>; rel=preload; as=script; fetchpriority=low";
    assertThat(get("/template/2000000320221224")).contains("</assets/" + files.build() + preload);
    assertThat(get("/trends?days=14")).contains(preload);
    assertThat(get(receiver("137"))).doesNotContain("echarts");
  }

  @Test
  void whatAPageAsksForFirstIsInIt() {
    await()
        .untilAsserted(
            () ->
                assertThat(get(receiver("a&\"b")))
                    .contains(
                        answer("/api/v1/health", "/health"),
                        answer(
                            "/api/v1/receiver?id=%s&amp;limit=50"
                                .formatted(SEAL.seal(Seal.Kind.RECEIVER, "a&\"b")),
                            "/receiver")));
  }

  private static String answer(String address, String path) {
    return "<script type=\"application/json\" data-answers=\"%s\">{\"path\":\"%s\",\"html\":\"\\u003c/script>\\u003c!--\"}</script>"
        .formatted(address, path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failing", "hanging"})
  void whatIsNotAnsweredIsLeftToThePage(String id) {
    await()
        .untilAsserted(
            () ->
                assertThat(get(receiver(id)))
                    .contains("data-answers=\"/api/v1/health\"", "the page")
                    .doesNotContain("/api/v1/receiver"));
  }

  @Test
  void howManyAnswersHangTheyTakeFewThreads() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(60);
    try {
      List<Future<String>> pages =
          readers.invokeAll(Collections.nCopies(60, () -> get(receiver("parked"))));
      for (Future<String> page : pages) {
        assertThat(page.get()).startsWith("HTTP/1.1 200").contains("the page");
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals("first-answers"))
          .hasSizeBetween(1, 32);
    } finally {
      let.countDown();
      readers.shutdownNow();
    }
    await().until(() -> get(receiver("137")).contains("/api/v1/receiver"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/index.html",
        "/assets/none.js",
        "/assets/../console.properties",
        "/assets/..%2Fconsole.properties",
        "/assets/%2E%2E/openapi.yaml",
        "/assets//etc/passwd",
        "/assets/js%5Capp.js",
        "/assets/js/app.js%00.css",
        "/assets/",
        "/console.properties",
        "/none",
        "/receivers/a"
      })
  void nothingElseIs(String path) {
    assertThat(get(path)).startsWith(path.contains("%00") ? "HTTP/1.1 400" : "HTTP/1.1 404");
  }

  private static String receiver(String id) {
    return "/receiver/" + SEAL.seal(Seal.Kind.RECEIVER, id);
  }

  private static String tag(String answer) {
    return header(answer, "ETag: ");
  }

  private static String header(String answer, String name) {
    int begin = answer.indexOf(name) + name.length();
    return answer.substring(begin, answer.indexOf("\r\n", begin));
  }

  private static String get(String path, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                      + more
                      + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
