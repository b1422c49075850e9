package io.austin.stream.bench.site;

import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.Opened;
import io.austin.stream.test.server.RedisExecutable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final BenchRedis redis;
  private final AtomicInteger children;

  private BenchSite(
      Path directory,
      LiveLine live,
      StopRequest stop,
      Opened opened,
      KafkaServer kafka,
      BenchRedis redis,
      AtomicInteger children) {
    this.directory = directory;
    this.live = live;
    this.stop = stop;
    this.opened = opened;
    this.kafka = kafka;
    this.redis = redis;
    this.children = children;
  }

  /**
   * Starts both.
   *
   * @param directory for Kafka's data and all logs
   * @param live where is told how things stand
   * @param stop how a user ends what is going on
   * @param executable the program that Redis runs
   */
  public static BenchSite start(
      Path directory, LiveLine live, StopRequest stop, RedisExecutable executable) {
    return Opened.whole(
        opened ->
            new BenchSite(
                directory,
                live,
                stop,
                opened,
                opened.add(
                    KafkaServer.builder()
                        .jvmOptions("-Xms512m", "-Xmx512m", "-XX:+UseG1GC")
                        .dataDirectory(directory.resolve("kafka"))
                        .start()),
                opened.add(BenchRedis.one(executable)),
                new AtomicInteger()));
  }

  /** The same with a Redis Cluster in place of Redis, both of which end with this one. */
  public BenchSite withCluster(RedisExecutable executable) {
    BenchRedis cluster = opened.add(BenchRedis.cluster(executable));
    return new BenchSite(directory, live, stop, opened, kafka, cluster, children);
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
  public BenchRedis redis() {
    return redis;
  }

  /**
   * Puts so many keys of others there instead of all, as trails that nobody writes to any more; of
   * one Redis.
   */
  public void refillRedis(long keys) {
    redis.empty();
    live.announce("Filling Redis with %,d keys".formatted(keys));
    try (RedisConnections connections = redis.connect()) {
      LiveKeys.fill(connections.all().get(0), keys);
    }
  }

  /** Puts totals of so many templates and days there instead of all, up to this day. */
  public void fillRedisWithTotals(int templates, int days, LocalDate last) {
    redis.empty();
    live.announce("Filling Redis with %,d totals".formatted((long) templates * days));
    try (RedisConnections connections = redis.connect()) {
      MonthOfTotals.fill(connections.all().get(0), templates, days, last);
    }
  }

  /** A new directory, for a process beside the servers. */
  public Path newDirectory(String name) {
    Path created = directory.resolve(name + "-" + children.incrementAndGet());
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
