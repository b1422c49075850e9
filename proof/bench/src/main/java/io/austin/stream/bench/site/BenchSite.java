package io.austin.stream.bench.site;

import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.Opened;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private final LiveLine live;
  private final StopRequest stop;
  private final Opened opened;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private int children;

  private BenchSite(Path directory, LiveLine live, StopRequest stop, Opened opened) {
    this.directory = directory;
    this.live = live;
    this.stop = stop;
    this.opened = opened;
    kafka =
        opened.add(
            KafkaServer.builder()
                .jvmOptions("-Xms512m", "-Xmx512m", "-XX:+UseG1GC")
                .dataDirectory(directory.resolve("kafka"))
                .start());
    redis = opened.add(RedisServer.start());
  }

  /**
   * Starts both.
   *
   * @param directory for Kafka's data and all logs
   * @param live where is told how things stand
   * @param stop how a user ends what is going on
   */
  public static BenchSite start(Path directory, LiveLine live, StopRequest stop) {
    return Opened.whole(opened -> new BenchSite(directory, live, stop, opened));
  }

  /** Where is told how things stand. */
  public LiveLine live() {
    return live;
  }

  /**
   * Rests for so long.
   *
   * @throws InterruptedException also when the user wants it all to end
   */
  public void rest(Duration length) throws InterruptedException {
    if (stop.await(length)) {
      throw new InterruptedException("stopped");
    }
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
  public void refillRedis(long keys) {
    emptyRedis();
    live.announce("Filling Redis with %,d keys".formatted(keys));
    try (Jedis connection = connect()) {
      LiveKeys.fill(connection, keys);
    }
  }

  /** A new directory, for a process beside the servers. */
  public Path newDirectory(String name) {
    children++;
    Path created = directory.resolve(name + "-" + children);
    try {
      return Files.createDirectories(created);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + created, e);
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
