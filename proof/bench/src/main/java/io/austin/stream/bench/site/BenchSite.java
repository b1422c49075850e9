package io.austin.stream.bench.site;

import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.Opened;
import io.austin.stream.test.server.RedisServer;
import java.nio.file.Path;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.FlushMode;

/**
 * Kafka and Redis, each a process of its own, with the JIT and heap of a server and not of a test.
 * Redis keeps nothing on disk.
 */
public final class BenchSite implements AutoCloseable {
  /**
   * When Redis' tables are full, at 2^n keys, it doubles them and moves every key; until that is
   * done it applies little more than half as much. Beside so many keys a run of the default length
   * does not meet that: they are more than 2^23, and with the run's less than 2^24.
   */
  public static final long MANY_KEYS = 8_500_000;

  private final Path directory;
  private final Opened opened;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private int children;

  private BenchSite(Path directory, Opened opened) {
    this.directory = directory;
    this.opened = opened;
    kafka =
        opened.add(
            KafkaServer.builder()
                .childProcess()
                .jvmOptions("-Xms512m", "-Xmx512m", "-XX:+UseG1GC")
                .dataDirectory(directory.resolve("kafka"))
                .start());
    redis = opened.add(RedisServer.start());
  }

  /** Starts both; Kafka's data and all logs are in this directory. */
  public static BenchSite start(Path directory) {
    return Opened.whole(opened -> new BenchSite(directory, opened));
  }

  /** The broker. */
  public KafkaServer kafka() {
    return kafka;
  }

  /** Redis. */
  public RedisServer redis() {
    return redis;
  }

  /** A connection to Redis, to be closed. */
  public Jedis connect() {
    return PatientRedis.connect(redis.uri());
  }

  /** Removes every key; returns when their memory is free again. */
  public void emptyRedis() {
    try (Jedis connection = connect()) {
      connection.flushAll(FlushMode.SYNC);
    }
  }

  /** Puts so many keys of others there instead of all, as trails that nobody writes to any more. */
  public void refillRedis(long keys, LiveLine live) {
    emptyRedis();
    live.announce("Filling Redis with %,d keys".formatted(keys));
    try (Jedis connection = connect()) {
      LiveKeys.fill(connection, keys);
    }
  }

  /** A directory that nothing else uses, for a process beside the servers. */
  public Path newDirectory(String name) {
    children++;
    return directory.resolve(name + "-" + children);
  }

  @Override
  public void close() {
    opened.close();
  }
}
