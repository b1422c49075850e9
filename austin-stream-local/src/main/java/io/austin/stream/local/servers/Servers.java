package io.austin.stream.local.servers;

import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka and the Redis of a run: those that somebody named, else real ones of its own on the
 * run's data, which stop with it.
 */
public final class Servers implements AutoCloseable {
  private final LocalData data;
  private @Nullable KafkaServer kafka;
  private @Nullable RedisServer redis;

  /** None yet. */
  public Servers(LocalData data) {
    this.data = data;
  }

  /** Starts what is not named; returns the options with the addresses in them. */
  public OptionValues startFor(OptionValues given) {
    OptionValues options = given;
    if (!given.isSet(REDIS_URI)) {
      options = options.with(REDIS_URI, startRedis().uri());
    }
    if (!given.isSet(KAFKA_BOOTSTRAP_SERVERS)) {
      options = options.with(KAFKA_BOOTSTRAP_SERVERS, startKafka().bootstrapServers());
    }
    return options;
  }

  /** Keeps what the run says of itself, with the addresses of its own servers. */
  public void save(SavedRun run) throws IOException {
    SavedRun saved = run;
    if (kafka != null) {
      saved = saved.with(KAFKA_BOOTSTRAP_SERVERS, kafka.bootstrapServers());
    }
    if (redis != null) {
      saved = saved.with(REDIS_URI, redis.uri());
    }
    saved.write(data);
  }

  /** The options with this run's Kafka unless one is named; it is started unless it still runs. */
  OptionValues withKafkaOf(SavedRun run, OptionValues given) {
    return with(KAFKA_BOOTSTRAP_SERVERS, run, given, () -> startKafka().bootstrapServers());
  }

  /** The options with this run's Redis unless one is named; it is started unless it still runs. */
  OptionValues withRedisOf(SavedRun run, OptionValues given) {
    return with(REDIS_URI, run, given, () -> startRedis().uri());
  }

  private OptionValues with(
      Option<?> address, SavedRun run, OptionValues given, Supplier<String> start) {
    if (given.isSet(address)) {
      return given;
    }
    String last =
        run.find(address)
            .orElseThrow(
                () ->
                    new UsageException(
                        "The last run in %s used a server of yours: name it with %s."
                            .formatted(data, address.flag())));
    return given.with(address, data.isOurs() ? start.get() : last);
  }

  private KafkaServer startKafka() {
    kafka =
        KafkaServer.builder()
            .jvmOptions("-Xmx512m", "-XX:+UseSerialGC")
            .dataDirectory(data.resolve("kafka"))
            .start();
    return kafka;
  }

  /** With an append-only file, so that the data stand however the run ends. */
  private RedisServer startRedis() {
    redis = RedisServer.builder().dataDirectory(data.resolve("redis")).appendOnly().start();
    return redis;
  }

  @Override
  public void close() {
    try (RedisServer redisToClose = redis;
        KafkaServer kafkaToClose = kafka) {
      redis = null;
      kafka = null;
    }
  }
}
