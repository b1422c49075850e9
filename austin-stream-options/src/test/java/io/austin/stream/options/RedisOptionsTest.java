package io.austin.stream.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.redis.RedisEndpoint;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options go together with which address. */
class RedisOptionsTest {
  private static final String SECRET = "hunter2";

  @Test
  void theWayToRedis() {
    RedisEndpoint endpoint =
        endpoint(
            "redis.uri", "redis+sentinel://me:" + SECRET + "@a,b:2/main",
            "redis.sentinel.user", "watcher",
            "redis.sentinel.password", SECRET + "!");

    assertThat(endpoint.kind()).isEqualTo(RedisEndpoint.Kind.SENTINEL);
    assertThat(endpoint.servers()).isEqualTo("a:26379, b:2");
    assertThat(endpoint.masterName()).isEqualTo("main");
    assertThat(endpoint).hasToString("redis+sentinel://me:***@a:26379,b:2/main/0");
  }

  @ParameterizedTest
  @CsvSource({
    "redis+cluster://a,redis.buckets,16,redis.buckets does not apply to a Redis Cluster",
    "redis+cluster://a,redis.key.prefix,{x},redis.key.prefix is '{x}'",
    "redis+cluster://a,kafka.group.id,g},kafka.group.id is 'g}'",
    "redis+cluster://a,redis.sentinel.password,hunter2,are for Sentinels",
    "redis://a,redis.sentinel.user,hunter,are for Sentinels",
    "redis://a,redis.tls.ca,ca.pem,begin it with rediss"
  })
  void whatDoesNotGoTogether(String uri, String key, String text, String message) {
    assertThatThrownBy(() -> endpoint("redis.uri", uri, key, text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining(SECRET);
  }

  private static RedisEndpoint endpoint(String... options) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      texts.put(options[i], options[i + 1]);
    }
    return RedisOptions.endpoint(OptionValues.of(texts));
  }
}
