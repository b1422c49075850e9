package io.austin.stream.functions.redis;

import static org.awaitility.Awaitility.await;

import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/**
 * A Redis that cannot save: where its file is to be stands a folder. Then it takes no writes
 * ({@code MISCONF}, see its option {@code stop-writes-on-bgsave-error}).
 */
final class UnwritableSnapshot {
  /** Unlike the server's own it does not ask by {@code PING}, which is refused as well. */
  private final RedisClient client;

  private final Path file;

  private UnwritableSnapshot(RedisClient client) {
    this.client = client;
    this.file =
        Path.of(
            client.configGet("dir").get("dir"), client.configGet("dbfilename").get("dbfilename"));
  }

  RedisClient client() {
    return client;
  }

  /** Redis has noticed when this returns. */
  static UnwritableSnapshot of(RedisServer server) throws IOException {
    UnwritableSnapshot snapshot =
        new UnwritableSnapshot(
            RedisClient.builder().hostAndPort("127.0.0.1", server.port()).build());
    Files.deleteIfExists(snapshot.file);
    Files.createDirectory(snapshot.file);
    snapshot.client.configSet("save", "3600 1000000"); // who never saves does not mind
    snapshot.save("err");
    return snapshot;
  }

  /** The folder goes, and Redis saves. */
  void remove() {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    save("ok");
    client.configSet("save", "");
    client.close();
  }

  private void save(String outcome) {
    client.sendCommand(Protocol.Command.BGSAVE);
    await()
        .until(
            () -> client.info("persistence"),
            it ->
                it.contains("rdb_bgsave_in_progress:0")
                    && it.contains("rdb_last_bgsave_status:" + outcome));
  }
}
