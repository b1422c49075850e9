package io.austin.stream.cli.notify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.austin.stream.cli.notify.Poster.Resolver;
import io.austin.stream.cli.notify.Receiver.Answer;
import io.austin.stream.cli.notify.Receiver.Received;
import io.austin.stream.cli.notify.Tried.Verdict;
import io.austin.stream.redis.Tls;
import io.austin.stream.test.server.Certificates;
import io.austin.stream.test.server.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted, where to, and that no server holds it up or leads it elsewhere. */
@Timeout(60)
class PosterIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final SignedEvents WEBHOOK =
      new SignedEvents(false, Signer.of(SECRET), new OutcomeFilter(Set.of(), Set.of()));
  private static final Event EVENT = new Event("x1", "t", MissingNode.getInstance(), "{\"é\":1}");

  /** Far longer than anything here takes but for what is to be cut off. */
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private Path directory;

  @Test
  void aPostIsSignedAsTheLibraryOfTheStandardVerifies() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Tried tried = post(target(receiver.url()), AMPLE);

      assertThat(tried.verdict()).isEqualTo(Verdict.DELIVERED);
      Received post = receiver.received().get(0);
      assertThat(post.uri()).isEqualTo("/hook?from=austin");
      assertThat(post.body()).isEqualTo(EVENT.json());
      assertThat(post.headers().get("Content-type"))
          .containsExactly("application/cloudevents+json; charset=UTF-8");
      assertThat(post.headers().get("Host")).containsExactly("127.0.0.1:" + receiver.port());
      new Webhook(SECRET).verify(post.body(), post.headers());
      assertThatThrownBy(() -> new Webhook(SECRET).verify(post.body() + " ", post.headers()))
          .isInstanceOf(WebhookVerificationException.class);
    }
  }

  @Test
  void anAddressThatIsNotPublicIsNotConnectedTo() throws Exception {
    try (RawServer server = new RawServer(RawServer::untilTheEnd)) {
      Target target = target("http://localhost:" + server.port());

      Tried tried = post(target, InetAddress::getAllByName, false, AMPLE);

      assertThat(tried.verdict()).isEqualTo(Verdict.AGAIN);
      assertThat(tried.reason()).isEqualTo("unreachable");
      assertThat(tried.detail()).contains("localhost is at", "notify.allow-private allows it");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void whatIsConnectedToIsWhatWasLookedAt() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      // A name that nobody knows: whoever asked for it again would not get there.
      Target target = target("http://rebind.invalid:" + receiver.port());
      Iterator<String> answers = List.of("127.0.0.1").iterator();

      Tried tried = post(target, host -> addresses(answers.next()), true, AMPLE);

      assertThat(tried.verdict()).isEqualTo(Verdict.DELIVERED);
      assertThat(receiver.received().get(0).headers().get("Host"))
          .containsExactly("rebind.invalid:" + receiver.port());
    }
  }

  @Test
  void aNameIsLookedAtForEachPostAndPublicAddressesAloneAreUsed() throws Exception {
    Target target = target("https://rebind.invalid");
    Iterator<InetAddress[]> answers =
        List.of(addresses("10.0.0.1", "1.1.1.1", "::1"), addresses("127.0.0.1")).iterator();
    try (Poster poster = new Poster(host -> answers.next(), false, AMPLE, Clock.systemUTC())) {
      assertThat(poster.permitted(target)).containsExactly(addresses("1.1.1.1"));
      assertThat(poster.post(target, request(target, EVENT)).detail())
          .isEqualTo(
              "rebind.invalid is at 127.0.0.1, which is no public address; notify.allow-private"
                  + " allows it");
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (Receiver receiver = Receiver.start();
        RawServer elsewhere = new RawServer(RawServer::untilTheEnd)) {
      String location = "http://127.0.0.1:" + elsewhere.port() + "/latest/meta-data";
      receiver.answers(post -> new Answer(307, "Location", location));

      Tried tried = post(target(receiver.url()), AMPLE);

      assertThat(tried.verdict()).isEqualTo(Verdict.AGAIN);
      assertThat(tried.detail()).isEqualTo("it answers 307, and redirects are not followed");
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @Test
  void ofAnAnswerNothingIsReadBehindItsHead() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              OutputStream out = connection.getOutputStream();
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".getBytes(ISO_8859_1));
              byte[] much = new byte[1 << 20];
              while (true) {
                out.write(much);
              }
            })) {
      Tried tried = post(target("http://127.0.0.1:" + server.port()), AMPLE);

      assertThat(tried.verdict()).isEqualTo(Verdict.DELIVERED);
      await().until(() -> server.ended() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n|X: y\r\n",
        "HTTP/1.1 200 OK\r\n|X",
        "|HTTP/1.1 100 Continue\r\n\r\n",
        "|x"
      })
  void aHeadWithoutEndIsGivenUp(String answer) throws Exception {
    String[] parts = answer.split("\\|");
    try (RawServer server =
        new RawServer(
            connection -> {
              OutputStream out = connection.getOutputStream();
              out.write(parts[0].getBytes(ISO_8859_1));
              while (true) {
                out.write(parts[1].getBytes(ISO_8859_1));
              }
            })) {
      Tried tried = post(target("http://127.0.0.1:" + server.port()), AMPLE);

      assertThat(tried.verdict()).isEqualTo(Verdict.AGAIN);
      assertThat(tried.detail()).isEqualTo("the head of its answer is longer than 16384 bytes");
      await().until(() -> server.ended() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 999 Odd\r\n\r\n",
        "HTTP/1.1 200\r\nX: y",
        "\r\n\r\n",
        ""
      })
  void whatIsNoAnswerIsTriedAgain(String answer) throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
              connection.shutdownOutput();
              RawServer.untilTheEnd(connection);
            })) {
      Tried tried = post(target("http://127.0.0.1:" + server.port()), AMPLE);

      assertThat(tried.verdict()).isEqualTo(Verdict.AGAIN);
      assertThat(tried.reason()).isEqualTo("unreachable");
      assertThat(tried.detail()).matches("it (answers with something|ends the connection).*");
    }
  }

  /** In chunks or not, and whether the connection ends or not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"errcode\":0,\"errmsg\":\"ok\"}' | DELIVERED | code:0",
        "'1e\r\n{\"errcode\":0,\"errmsg\":\"ok\"}\r\n0\r\n\r\n' | DELIVERED | code:0",
        "'{\"StatusCode\":0,\"code\":0,\"msg\":\"success\"}' | DELIVERED | code:0",
        "'{\"code\":19021,\"msg\":\"sign match fail\"}' | FINAL | code:19021",
        "'{ \"errmsg\" : \"too fast\", \"errcode\" : 130101 }' | AGAIN | code:130101",
        "'{\"errcode\":-1,' | AGAIN | code:-1",
      })
  void aRobotSaysByACodeHowItWent(String answer, Verdict verdict, String reason) throws Exception {
    try (RawServer server = answering("HTTP/1.1 200 OK\r\n\r\n" + answer, false)) {
      Tried tried = postToRobot(server);

      assertThat(tried.verdict()).isEqualTo(verdict);
      assertThat(tried.reason()).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>{}</html>", "{\"errcode\":\"0\"}", "{\"errcode\":99999999999}"})
  void aRobotsAnswerWithoutACodeIsNone(String answer) throws Exception {
    try (RawServer server = answering("HTTP/1.1 200 OK\r\n\r\n" + answer, true)) {
      Tried tried = postToRobot(server);

      assertThat(tried.verdict()).isEqualTo(Verdict.AGAIN);
      assertThat(tried.detail()).isEqualTo("its answer holds no code");
    }
  }

  @Test
  void aRobotsAnswerIsReadToABound() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              OutputStream out = connection.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
              while (true) {
                out.write("{},".getBytes(ISO_8859_1));
              }
            })) {
      assertThat(postToRobot(server).detail()).isEqualTo("its answer holds no code");
      await().until(() -> server.ended() == 1);
    }
  }

  private static RawServer answering(String answer, boolean ends) throws IOException {
    return new RawServer(
        connection -> {
          connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
          if (ends) {
            connection.shutdownOutput();
          }
          RawServer.untilTheEnd(connection);
        });
  }

  private static Tried postToRobot(RawServer server) {
    try (Poster poster = new Poster(InetAddress::getAllByName, true, AMPLE, Clock.systemUTC())) {
      return poster.post(
          target("http://127.0.0.1:" + server.port()),
          new Request("/robot", List.of(Request.JSON), "{}", true));
    }
  }

  @Test
  void aHeadBehindOthersWithoutAnAnswerCounts() throws Exception {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection
                  .getOutputStream()
                  .write(
                      ("HTTP/1.1 103 Early Hints\r\nRetry-After: 5\r\n\r\n"
                              + "HTTP/1.0 429\nRETRY-AFTER:  7 \n\n")
                          .getBytes(ISO_8859_1));
              RawServer.untilTheEnd(connection);
            })) {
      Tried tried = post(target("http://127.0.0.1:" + server.port()), AMPLE);

      assertThat(tried.reason()).isEqualTo("http:429");
      assertThat(tried.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void aTargetThatStallsIsGivenUp() throws Exception {
    try (RawServer silent = new RawServer(RawServer::untilTheEnd);
        RawServer slow =
            new RawServer(
                connection -> {
                  while (true) {
                    connection.getOutputStream().write('H');
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                  }
                });
        RawServer deaf = new RawServer(connection -> LockSupport.park())) {
      Event large = new Event("x1", "t", MissingNode.getInstance(), "x".repeat(64 << 20));

      assertGivenUp(target("http://127.0.0.1:" + silent.port()), EVENT);
      assertGivenUp(target("https://127.0.0.1:" + silent.port()), EVENT);
      assertGivenUp(target("http://127.0.0.1:" + slow.port()), EVENT);
      assertGivenUp(target("http://127.0.0.1:" + deaf.port()), large);
      await().until(() -> silent.ended() == 2 && slow.ended() == 1);
    }
  }

  private static void assertGivenUp(Target target, Event event) {
    try (Poster poster = new Poster(InetAddress::getAllByName, true, SHORT, Clock.systemUTC())) {
      Tried tried = poster.post(target, request(target, event));

      assertThat(tried.verdict()).isEqualTo(Verdict.AGAIN);
      assertThat(tried.detail()).isEqualTo("no answer within 500 ms");
    }
  }

  @Test
  void ofSeveralAddressesTheFirstThatTakesConnectionsIsUsed() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Target target = target("http://two.invalid:" + receiver.port());
      // Nothing listens at the first, as the receiver has one address alone.
      Resolver both = host -> addresses("127.0.0.2", "127.0.0.1");

      assertThat(post(target, both, true, AMPLE).verdict()).isEqualTo(Verdict.DELIVERED);
    }
    Target gone = target("http://127.0.0.1:" + FreePort.next());
    assertThat(post(gone, AMPLE).detail()).contains("refused");
  }

  @Test
  void aServerHasToProveItsName() throws Exception {
    Certificates certificates = Certificates.in(directory);
    try (Receiver receiver = Receiver.start(serving(certificates))) {
      SSLContext own = Tls.trusting(Files.readString(certificates.authority()));
      Resolver here = host -> addresses("127.0.0.1");
      String url = "https://localhost:" + receiver.port();

      assertThat(post(target(url, own), here, true, AMPLE).verdict()).isEqualTo(Verdict.DELIVERED);

      Tried unknown = post(target(url), here, true, AMPLE);
      String other = "https://other.invalid:" + receiver.port();
      Tried misnamed = post(target(other, own), here, true, AMPLE);
      assertThat(List.of(unknown, misnamed))
          .allMatch(it -> it.verdict() == Verdict.AGAIN && it.reason().equals("unreachable"));
      assertThat(misnamed.detail()).contains("other.invalid");
      assertThat(receiver.received()).hasSize(1);
    }
  }

  private static SSLContext serving(Certificates certificates) throws Exception {
    char[] password = certificates.keyStorePassword().toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stored = Files.newInputStream(certificates.keyStore())) {
      keys.load(stored, password);
    }
    // The authority's own key is in there too, which is no server's.
    keys.deleteEntry("authority");
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(factory.getKeyManagers(), null, null);
    return tls;
  }

  private static Tried post(Target target, Duration timeout) {
    return post(target, InetAddress::getAllByName, true, timeout);
  }

  private static Tried post(
      Target target, Resolver resolver, boolean allowPrivate, Duration timeout) {
    try (Poster poster = new Poster(resolver, allowPrivate, timeout, Clock.systemUTC())) {
      return poster.post(target, request(target, EVENT));
    }
  }

  private static Request request(Target target, Event event) {
    return WEBHOOK.request(target.path(), event, Instant.now());
  }

  private static Target target(String url) {
    return target(url, Tls.trustingJavasOwn());
  }

  private static Target target(String url, SSLContext tls) {
    return new Target("billing", URI.create(url), WEBHOOK, tls);
  }

  private static InetAddress[] addresses(String... texts) {
    return Stream.of(texts).map(PosterIT::address).toArray(InetAddress[]::new);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
