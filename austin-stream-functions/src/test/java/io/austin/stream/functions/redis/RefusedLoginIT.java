package io.austin.stream.functions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.test.server.RedisServer;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;

/** A user whom Redis does not let in, or not far enough. */
class RefusedLoginIT extends WriterIT {
  @Test
  void aWrongPasswordIsNotTriedAgain() {
    try (RedisServer server = RedisServer.builder().password("right").start()) {
      RedisPipelineOptions options =
          RedisPipelineOptions.to("redis://:wrong@127.0.0.1:" + server.port() + "/0", "group");

      assertThatThrownBy(() -> writer(options))
          .isInstanceOf(RedisPipelineException.class)
          .hasMessageContaining("WRONGPASS");
      assertThat(metrics.retries).hasValue(0);
    }
  }

  @Test
  void aUserWithoutTransactionsIsRefusedBeforeAnythingIsWritten() {
    String[] user = {"SETUSER", "plain", "reset", "on", ">secret", "~*", "+@all", "-multi"};
    redis.client().sendCommand(Protocol.Command.ACL, user);
    RedisPipelineOptions options =
        RedisPipelineOptions.to(
            "redis://plain:secret@127.0.0.1:" + redis.server().port() + "/0", "group");

    assertThatThrownBy(() -> writer(options))
        .isInstanceOf(RedisPipelineException.class)
        .hasMessageContaining("NOPERM")
        .hasMessageContaining("multi");
  }
}
