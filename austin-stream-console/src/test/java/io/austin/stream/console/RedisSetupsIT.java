package io.austin.stream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorState;
import io.austin.stream.redis.RedisClients;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.test.server.Certificates;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisSentinels;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

/** The console reads from a Redis as it is run in production, also behind a failover. */
@Timeout(120)
class RedisSetupsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int RECEIVE = AnchorState.RECEIVE.getCode();
  private static final long TEMPLATE = Written.businessId(1);

  @Test
  void overTls(@TempDir Path directory) {
    Certificates certificates = Certificates.in(directory);
    try (RedisServer redis = RedisServer.builder().tls(certificates).start();
        RunningConsole console =
            RunningConsole.over(
                redis.tlsUri(), "redis.tls.ca", certificates.authority().toString())) {
      write(redis.client());

      assertShows(console);
    }
  }

  @Test
  void whomSentinelsName() {
    try (RedisSentinels redis = RedisSentinels.start();
        RunningConsole console =
            RunningConsole.over(redis.uri(), "redis.sentinel.password", RedisSentinels.PASSWORD)) {
      write(redis.master().client());
      assertShows(console);
      await().atMost(PATIENCE).until(() -> redis.replica().client().dbSize() > 0);

      redis.master().kill();
      await().atMost(PATIENCE).until(() -> console.get("/api/v1/health").status() == 200);

      assertThat(redis.isFailedOver()).isTrue();
      assertShows(console);
    }
  }

  @Test
  void aClusterWhoseSlotsMove() {
    try (RedisCluster redis = RedisCluster.start();
        UnifiedJedis client = RedisClients.open(RedisEndpoint.parse(redis.uri()), TIMEOUT);
        RunningConsole console = RunningConsole.over(redis.uri())) {
      write(client);
      assertShows(console);

      int slot = redis.slotOf("a");
      for (int node = 0; node < 3; node++) {
        redis.move(slot, slot + 1, redis.owner(slot), redis.node(node));

        assertShows(console);
      }
    }
  }

  private static void write(UnifiedJedis redis) {
    new Written(redis)
        .message("a", "m1", TEMPLATE, Written.NOON, RECEIVE)
        .totals(TEMPLATE, Map.of(RECEIVE, 3))
        .minute(TEMPLATE, 720, RECEIVE, 3)
        .distinct(TEMPLATE, RECEIVE, "a", "b", "c");
  }

  private static void assertShows(RunningConsole console) {
    assertThat(console.of("receiver", "a").status()).isEqualTo(200);
    assertThat(console.of("message", "m1").status()).isEqualTo(200);
    assertThat(console.of("template", Long.toString(TEMPLATE)).status()).isEqualTo(200);
    assertThat(console.get("/api/v1/health").status()).isEqualTo(200);
  }
}
