package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.redis.RedisClients;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.test.server.Certificates;
import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisSentinels;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

/** The commands that look into Redis find it as it is run in production. */
@Timeout(120)
class RedisSetupsIT {
  private static final String FENCES = "Austin:Stream:Fence:austinLogGroup:";
  private static final String FENCE = FENCES + "kT7VtKkvQ0-1mZx8g5mXyA:0:";
  private static final String STEP =
      "{\"businessId\":2000000320221224,\"state\":10,\"timestamp\":1}";

  @TempDir static Path home;

  @Test
  void overTls(@TempDir Path directory) {
    Certificates certificates = Certificates.in(directory);
    try (RedisServer redis = RedisServer.builder().tls(certificates).start()) {
      write(redis.client(), "2", "1");

      assertFound(
          "2",
          "--redis.uri",
          redis.tlsUri(),
          "--redis.tls.ca",
          certificates.authority().toString());
      assertThat(call("fences", "show", "--redis.uri", redis.tlsUri()).lastError())
          .contains("redis.tls.ca");
    }
  }

  @Test
  void whomSentinelsName() {
    try (RedisSentinels redis = RedisSentinels.start()) {
      write(redis.master().client(), "2", "1");

      assertFound(
          "2", "--redis.uri", redis.uri(), "--redis.sentinel.password", RedisSentinels.PASSWORD);
      assertThat(call("fences", "show", "--redis.uri", redis.uri()).lastError())
          .contains("No Sentinel of", "NOAUTH", "redis.sentinel.password");
      String other = redis.uri().replace("/traces/", "/others/");
      assertThat(
              call(
                      "fences",
                      "show",
                      "--redis.uri",
                      other,
                      "--redis.sentinel.password",
                      RedisSentinels.PASSWORD)
                  .lastError())
          .contains("knows no master named 'others'");
    }
  }

  @Test
  void aCluster() {
    try (RedisCluster redis = RedisCluster.start();
        UnifiedJedis client =
            RedisClients.open(RedisEndpoint.parse(redis.uri()), Duration.ofSeconds(5))) {
      int slot = redis.slotOf("a");
      String tag =
          IntStream.iterate(0, number -> number + 1)
              .mapToObj(Integer::toString)
              .filter(number -> redis.slotOf(number) == slot)
              .findFirst()
              .orElseThrow();
      write(client, "16384", "{" + tag + "}");

      assertFound("16384", "--redis.uri", redis.uri());
      assertThat(call("fences", "convert", "--to", "32", "--redis.uri", redis.uri()).lastError())
          .contains("the buckets of a Redis Cluster are its slots");
      assertThat(
              call("fences", "show", "--redis.uri", "redis://127.0.0.1:" + redis.node(0).port())
                  .lastError())
          .contains("is a node of a Redis Cluster. Begin redis.uri with redis+cluster://");
      assertThat(call("fences", "reset", "--yes", "--redis.uri", redis.uri()).exitCode()).isZero();
      assertThat(client.get(FENCES + "Buckets"))
          .as("the incarnation alone")
          .doesNotContain("16384");
      assertThat(client.exists(FENCE + "{" + tag + "}")).isFalse();
    }
  }

  @Test
  void aServerThatIsNoCluster() {
    try (RedisServer redis = RedisServer.start()) {
      assertThat(
              call("fences", "show", "--redis.uri", "redis+cluster://127.0.0.1:" + redis.port())
                  .lastError())
          .contains("is no Redis Cluster. Begin redis.uri with redis://");
    }
  }

  private static void write(UnifiedJedis redis, String buckets, String bucket) {
    redis.set(FENCES + "Buckets", buckets);
    redis.set(FENCE + bucket, "100");
    redis.lpush("13711112222", STEP);
  }

  private static void assertFound(String buckets, String... options) {
    assertThat(call(with(options, "fences", "show")).out())
        .contains(buckets + " buckets, 1 partitions")
        .contains("partition 0: next offset to apply 100");
    assertThat(call(with(options, "trace", "13711112222")).exitCode()).isZero();
  }

  private static String[] with(String[] options, String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  private static Call call(String... words) {
    return Call.of(home, words);
  }
}
