package io.austin.stream.job.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.RedisServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Protocol.Command;

/** What a real Redis answers, and what the user is told. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RedisPreflightIT {
  private static final String PASSWORD = "hunter2";

  @Test
  void aRedisThatIsAsItShouldBe() {
    try (RedisServer redis = RedisServer.start()) {
      assertThat(check(redis.uri())).isEmpty();
    }
  }

  @Test
  void passwords() {
    try (RedisServer redis = RedisServer.builder().password(PASSWORD).start()) {
      String server = "127.0.0.1:" + redis.port();

      assertThat(check("redis://:" + PASSWORD + "@" + server + "/0")).isEmpty();
      assertThatThrownBy(() -> check("redis://" + server + "/0"))
          .isInstanceOf(UsageException.class)
          .hasMessage(
              "Redis at %s wants a password. Put it into redis.uri: redis://:password@%s/0."
                  .formatted(server, server));
      assertThatThrownBy(() -> check("redis://:wrong-one@" + server + "/0"))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("Redis at " + server + " refuses the user or the password")
          .hasMessageNotContaining("wrong-one");
    }
  }

  @Test
  void aPasswordThatNobodyAskedFor() {
    try (RedisServer redis = RedisServer.start()) {
      assertThatThrownBy(() -> check("redis://:wrong-one@127.0.0.1:" + redis.port() + "/0"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("refuses the user or the password in redis.uri");
    }
  }

  @Test
  void aDatabaseThatIsNotThere() {
    try (RedisServer redis = RedisServer.builder().setting("databases", "2").start()) {
      String server = "127.0.0.1:" + redis.port();

      assertThat(check("redis://" + server + "/1")).isEmpty();
      assertThatThrownBy(() -> check("redis://" + server + "/2"))
          .isInstanceOf(UsageException.class)
          .hasMessage("Redis at " + server + " has no database 2. Correct redis.uri.");
    }
  }

  @Test
  void aPolicyThatEvictsProgress() {
    try (RedisServer redis =
        RedisServer.builder().setting("maxmemory-policy", "allkeys-lru").start()) {
      assertThat(check(redis.uri()))
          .singleElement()
          .asString()
          .contains("maxmemory-policy allkeys-lru", "Set noeviction");
    }
  }

  @Test
  void aReplica() {
    try (RedisServer master = RedisServer.start();
        RedisServer replica =
            RedisServer.builder().setting("replicaof", "127.0.0.1 " + master.port()).start()) {
      assertThatThrownBy(() -> check(replica.uri()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("is a replica and takes no writes");
    }
  }

  @Test
  void aUserWhoMayNotAskMuch() {
    try (RedisServer redis = RedisServer.start()) {
      redis
          .client()
          .sendCommand(
              Command.ACL, "SETUSER", "writer", "on", ">" + PASSWORD, "~*", "+@write", "+hello");

      assertThat(check("redis://writer:" + PASSWORD + "@127.0.0.1:" + redis.port() + "/0"))
          .isEmpty();
    }
  }

  private static List<String> check(String uri) {
    return Preflight.checkRedis(OptionValues.of(Map.of("redis.uri", uri)));
  }
}
