package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.businessId;
import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis goes, hangs and comes back, and many read at once. */
@Timeout(120)
class RedisAwayIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @Test
  void saysSoAndFindsItAgain() {
    try (RunningConsole console = RunningConsole.over(redis.uri())) {
      assertThat(console.get("/api/v1/health").status()).isEqualTo(200);

      redis.server().kill();
      Answer health = console.get("/api/v1/health");
      assertThat(health.status()).isEqualTo(503);
      assertThat(health.text("/status")).isEqualTo("down");
      assertThat(health.at("/redis/reachable").asBoolean()).isFalse();
      for (String path : List.of("/api/v1/health", "/readyz", "/api/v1/receiver?id=a")) {
        assertThat(console.send(console.request(path).method("HEAD", noBody())).status())
            .as(path)
            .isEqualTo(503);
      }
      assertThat(console.get("/readyz").status()).isEqualTo(503);
      assertThat(console.get("/healthz").status()).isEqualTo(200);
      Answer receiver = console.of("receiver", "a");
      assertThat(receiver.status()).isEqualTo(503);
      assertThat(receiver.text("/error/code")).isEqualTo("redis_unavailable");
      assertThat(console.post("/trace/user", "{\"receiver\":\"a\"}").text("/status"))
          .isEqualTo("B0001");

      redis.server().restart();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> console.get("/api/v1/health").status() == 200);
      assertThat(console.of("receiver", "a").status()).isEqualTo(404);
    }
  }

  @Test
  void aRestartBetweenTwoRequestsGoesUnnoticed() {
    try (RunningConsole console = RunningConsole.over(redis.uri())) {
      for (int i = 0; i < 8; i++) {
        console.get("/api/v1/health");
      }

      redis.server().restart();

      assertThat(console.get("/api/v1/health").status()).isEqualTo(200);
    }
  }

  @Test
  void nobodyWaitsLongForARedisThatHangs() {
    try (RunningConsole console = RunningConsole.over(redis.uri(), "redis.timeout", "300ms")) {
      console.get("/api/v1/health");
      redis.server().suspend();

      long began = System.nanoTime();
      assertThat(console.of("receiver", "a").status()).isEqualTo(503);
      assertThat(console.of("receiver", "b").status()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));

      redis.server().resume();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> console.of("receiver", "a").status() == 404);
    }
  }

  @Test
  void startsWithoutRedis() {
    redis.server().kill();
    try (RunningConsole console = RunningConsole.over(redis.uri())) {
      assertThat(console.get("/api/v1/health").status()).isEqualTo(503);
    }
  }

  @Test
  void twoHundredReadAtOnce() {
    Written written = new Written(redis.client());
    for (int i = 0; i < 50; i++) {
      written
          .message("r" + i, "m" + i, businessId(i), NOON, 10, 60)
          .totals(businessId(i), Map.of(10, 5));
    }
    try (RunningConsole console = RunningConsole.over(redis.uri())) {
      ExecutorService threads = Executors.newFixedThreadPool(200);
      List<CompletableFuture<Boolean>> readers =
          IntStream.range(0, 200)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> read(console, i), threads))
              .toList();

      assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isTrue());
      threads.shutdown();
    }
  }

  private static boolean read(RunningConsole console, int i) {
    for (int j = 0; j < 5; j++) {
      int n = (i + j) % 50;
      if (console.of("receiver", "r" + n).status() != 200
          || console.of("message", "m" + n).status() != 200
          || console.of("template", String.valueOf(businessId(n))).status() != 200
          || console.get("/api/v1/templates").status() != 200) {
        return false;
      }
    }
    return true;
  }
}
