package io.austin.stream.console.api;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.rights.Right;
import io.austin.stream.console.rights.Seal;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks for the same gets the same, who asks for something else does not. */
@Timeout(30)
class SharedAnswersTest {
  private static final String HOST = "127.0.0.1";

  private final SharedAnswers answers = new SharedAnswers(Duration.ofHours(1));
  private final AtomicInteger made = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Function<String, String> making = id -> id;
  private volatile Right right = Right.MASKED;
  private Javalin server;

  @BeforeEach
  void start() {
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.get("/thing", this::answer);
              config.routes.exception(
                  ApiException.class, (refused, ctx) -> ctx.status(refused.status()));
            });
    server.start(HOST, 0);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void thoseWhoAskForDifferentThingsAtOnceGetTheirOwn() {
    CountDownLatch both = new CountDownLatch(2);
    making =
        id -> {
          both.countDown();
          await(both);
          return id;
        };

    CompletableFuture<HttpResponse<String>> first = ask("1");
    CompletableFuture<HttpResponse<String>> second = ask("2");

    assertThat(first.join().body()).isEqualTo("\"1\"");
    assertThat(second.join().body()).isEqualTo("\"2\"");
    assertThat(made).hasValue(2);
  }

  @Test
  void thoseWhoAskForTheSameAtOnceGetOneAnswer() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    making =
        id -> {
          begun.countDown();
          await(go);
          return id;
        };

    CompletableFuture<HttpResponse<String>> first = ask("1");
    await(begun);
    CompletableFuture<HttpResponse<String>> second = ask("1");
    go.countDown();

    assertThat(first.join().body()).isEqualTo("\"1\"");
    assertThat(second.join().body()).isEqualTo("\"1\"");
    assertThat(made).hasValue(1);
  }

  @Test
  void whoMaySeeMoreOrLessIsToldSomethingElse() {
    making = id -> right.code();
    for (Right other : Right.values()) {
      right = other;
      assertThat(ask("1").join().body()).isEqualTo('"' + other.code() + '"');
    }
    assertThat(made).hasValue(3);
  }

  @Test
  void whatIsNotThereIsLookedForAgain() {
    making =
        id -> {
          throw ApiException.notFound("not yet", "day", Tried.of(List.of(), form -> form));
        };
    assertThat(ask("1").join().statusCode()).isEqualTo(404);
    making = id -> id;

    HttpResponse<String> now = ask("1").join();

    assertThat(now.statusCode()).isEqualTo(200);
    assertThat(now.body()).isEqualTo("\"1\"");
  }

  private void answer(Context ctx) {
    byte[] answer =
        answers
            .get(
                "/thing",
                ctx.queryParamMap(),
                new Shown(right, Seal.byChance()),
                () -> {
                  made.incrementAndGet();
                  return making.apply(ctx.queryParam("id"));
                })
            .json();
    Json.send(ctx, answer);
  }

  private CompletableFuture<HttpResponse<String>> ask(String id) {
    URI address = URI.create("http://" + HOST + ":" + server.port() + "/thing?id=" + id);
    return client.sendAsync(HttpRequest.newBuilder(address).build(), ofString());
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
