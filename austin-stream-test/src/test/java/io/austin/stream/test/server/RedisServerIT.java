package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

@Timeout(60)
class RedisServerIT {
  @Test
  void answersAtItsAddress() {
    try (RedisServer redis = RedisServer.start();
        RedisClient client = RedisClient.create(redis.uri())) {
      client.set("a", "1");

      assertThat(redis.client().get("a")).isEqualTo("1");
      redis.flushAll();
      assertThat(redis.client().get("a")).isNull();
    }
  }

  @Test
  void leavesNoProcessBehind() {
    RedisServer redis = RedisServer.start();
    long pid = redis.pid();

    redis.close();

    assertThat(ProcessHandle.of(pid)).isNotPresent();
  }

  @Test
  void keepsAcknowledgedWritesOverAKillWithAnAppendOnlyFile() {
    try (RedisServer redis = RedisServer.builder().appendOnly().start()) {
      int port = redis.port();
      redis.client().set("a", "1");

      redis.kill();
      assertThat(redis.isRunning()).isFalse();
      redis.restart();

      assertThat(redis.port()).isEqualTo(port);
      assertThat(redis.client().get("a")).isEqualTo("1");
    }
  }

  @Test
  void goesBackToWhatWasSavedWithoutAnAppendOnlyFile() {
    try (RedisServer redis = RedisServer.start()) {
      redis.client().set("a", "saved");
      redis.restart();
      redis.client().set("a", "lost");

      redis.kill();
      redis.restart();
      assertThat(redis.client().get("a")).isEqualTo("saved");

      redis.client().set("a", "lost");
      redis.stopWithoutSaving();
      redis.restart();
      assertThat(redis.client().get("a")).isEqualTo("saved");
    }
  }

  @Test
  void findsItsDataInItsDirectoryAgain(@TempDir Path directory) {
    try (RedisServer redis = RedisServer.builder().dataDirectory(directory).start()) {
      redis.client().set("a", "1");
    }

    try (RedisServer redis = RedisServer.builder().dataDirectory(directory).start()) {
      assertThat(redis.client().get("a")).isEqualTo("1");
    }
  }

  @Test
  void asksForItsPassword() {
    try (RedisServer redis = RedisServer.builder().password("p@ss \"w/rd\\").start()) {
      assertThat(redis.client().ping()).isEqualTo("PONG");
      try (Jedis stranger = new Jedis("127.0.0.1", redis.port())) {
        assertThatThrownBy(stranger::ping)
            .isInstanceOf(JedisDataException.class)
            .hasMessageContaining("NOAUTH");
      }
    }
  }

  @Test
  void takesSettings() {
    try (RedisServer redis =
        RedisServer.builder()
            .setting("maxmemory", "3mb")
            .setting("maxmemory-policy", "noeviction")
            .start()) {
      assertThat(redis.client().info("memory")).contains("maxmemory:3145728");
    }
  }

  @Test
  void answersNothingWhileSuspended() {
    try (RedisServer redis = RedisServer.start();
        Jedis jedis = new Jedis(URI.create(redis.uri()), 300)) {
      jedis.set("a", "1");

      redis.suspend();
      assertThatThrownBy(() -> jedis.get("a")).isInstanceOf(JedisConnectionException.class);
      redis.resume();

      assertThat(redis.client().get("a")).isEqualTo("1");
    }
  }

  @Test
  void stopsWhileSuspended() {
    try (RedisServer redis = RedisServer.start()) {
      redis.client().set("a", "1");
      redis.suspend();

      redis.restart();

      assertThat(redis.client().get("a")).isEqualTo("1");
    }
  }

  @Test
  void doesNotTakeAnotherRedisForItself() {
    try (RedisServer other = RedisServer.start()) {
      assertThatThrownBy(() -> RedisServer.builder().port(other.port()).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Address already in use");
    }
  }

  @Test
  void saysWhyItCannotStart() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> RedisServer.builder().port(taken.getLocalPort()).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Address already in use");
    }
    assertThatThrownBy(() -> RedisServer.builder().setting("no-such-setting", "1").start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no-such-setting");
  }
}
