package io.austin.stream.torture.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.test.server.RedisServer;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Protocol;

/**
 * What Redis makes of a transaction that its append-only file holds the half of: why {@link
 * AppendOnlyFile} cuts between transactions.
 */
class HalfTransactionIT {
  private static final int WITHIN_THE_LAST_COMMAND = 20;

  private RedisServer redis;
  private Path file;

  @BeforeEach
  void diesWithinATransaction(@TempDir Path directory) throws Exception {
    file = directory.resolve("appendonly.aof");
    redis =
        RedisServer.builder()
            .appendOnly()
            .setting("appendfsync", "always")
            .dataDirectory(directory)
            .start();
    write("first");
    write("second");
    redis.kill();
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() - WITHIN_THE_LAST_COMMAND);
    }
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  /** Should this fail, Redis is mended: the limit in docs/protocol.md has gone then. */
  @Test
  void redisAppliesTheHalfTwoStartsLater() {
    redis.restart();
    assertThat(trail()).containsExactly("first");
    write("second");

    redis.kill();
    redis.restart();

    assertThat(trail()).containsExactly("second", "second", "first");
    assertThat(redis.client().get("fence")).isEqualTo("second");
  }

  @Test
  void aRewrittenFileHasNoHalf() {
    redis.restart();
    redis.client().sendCommand(Protocol.Command.BGREWRITEAOF);
    Awaitility.await()
        .until(() -> !redis.client().info("persistence").contains("aof_rewrite_in_progress:1"));
    write("second");

    redis.kill();
    redis.restart();

    assertThat(trail()).containsExactly("second", "first");
  }

  @Test
  void aFileCutBetweenTransactionsHasNoHalf() {
    AppendOnlyFile appendOnly = new AppendOnlyFile(file.getParent());
    appendOnly.cutTo(appendOnly.length());
    redis.restart();
    write("second");

    redis.kill();
    redis.restart();

    assertThat(trail()).containsExactly("second", "first");
  }

  private void write(String entry) {
    try (AbstractTransaction transaction = redis.client().transaction(true)) {
      transaction.lpush("trail", entry);
      transaction.set("fence", entry);
      transaction.exec();
    }
  }

  private List<String> trail() {
    return redis.client().lrange("trail", 0, -1);
  }
}
