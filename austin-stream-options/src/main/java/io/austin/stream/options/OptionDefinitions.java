package io.austin.stream.options;

import io.austin.stream.redis.RedisEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every option of the job, each in one place; {@link InsightsOptionDefinitions} has those of the
 * insights job alone, {@link NotifyOptionDefinitions} those of notify, {@link
 * ConsoleOptionDefinitions} those of the console, {@link ArchiveOptionDefinitions} those of the
 * archive. Keys are public: they are renamed only with a new major version. {@code docs/options.md}
 * is made from here.
 */
public final class OptionDefinitions {
  /** What precedes the name of a property that goes to the Kafka clients as it is. */
  public static final String KAFKA_PROPERTIES = "kafka.properties.";

  public static final Option<String> KAFKA_BOOTSTRAP_SERVERS =
      Option.named(
              "kafka.bootstrap.servers",
              OptionTypes.servers(),
              "Kafka brokers to find the cluster by.")
          .required();

  public static final Option<List<String>> KAFKA_TOPIC =
      Option.named(
              "kafka.topic",
              OptionTypes.topics(),
              "The topic that austin writes trace events to, or several.")
          .defaultsTo("austinLog");

  public static final Option<String> KAFKA_GROUP_ID =
      Option.named(
              "kafka.group.id",
              OptionTypes.name("a consumer group's name"),
              "The consumer group. Offsets are committed under this name for monitoring, and the"
                  + " progress in Redis is kept under it: another name applies everything again.")
          .defaultsTo("austinLogGroup");

  public static final Option<KafkaStart> KAFKA_START =
      Option.named(
              "kafka.start",
              OptionTypes.kafkaStart(),
              "Where to start without a checkpoint or savepoint. Whatever Redis already shows is"
                  + " not applied twice.")
          .defaultsTo("earliest");

  public static final Option<RedisEndpoint> REDIS_URI =
      Option.named(
              "redis.uri",
              OptionTypes.redisUri(),
              "The Redis that holds the views: one server, a master that Sentinels know, or a Redis"
                  + " Cluster.")
          .required();

  public static final Option<Path> REDIS_TLS_CA =
      Option.named(
          "redis.tls.ca",
          OptionTypes.file(),
          "Whom to trust with rediss://, a file of certificates in PEM, in place of the authorities"
              + " that Java trusts. It is read where the job is submitted, and its content goes with"
              + " the job.");

  public static final Option<String> REDIS_SENTINEL_USER =
      Option.named(
          "redis.sentinel.user",
          OptionTypes.name("a user's name"),
          "The Sentinels' ACL user, where they want one. The user and the password in redis.uri are"
              + " for Redis itself.");

  public static final Option<String> REDIS_SENTINEL_PASSWORD =
      Option.named(
          "redis.sentinel.password",
          OptionTypes.secret(1),
          "The Sentinels' password, where they want one.");

  public static final Option<String> REDIS_KEY_PREFIX =
      Option.named(
              "redis.key.prefix",
              OptionTypes.anyText(),
              "What stands before every key. austin's pages read keys without a prefix.")
          .defaultsTo("");

  public static final Option<Integer> REDIS_BUCKETS =
      Option.named(
              "redis.buckets",
              OptionTypes.integer(1, 16_384),
              "In how many transactions a batch is committed at most, so that none holds up Redis'"
                  + " other users for long. Fixed once progress is stored. In a Redis Cluster the slots"
                  + " are the buckets, and this is left out.")
          .defaultsTo("128");

  public static final Option<Duration> REDIS_TIMEOUT =
      Option.named(
              "redis.timeout",
              OptionTypes.duration(Duration.ofMillis(1)),
              "How long to wait for a connection or a reply before it counts as lost. The console waits"
                  + " 2s unless it is set.")
          .defaultsTo("10s");

  public static final Option<Duration> REDIS_RETRY_FOR =
      Option.named(
              "redis.retry.for",
              OptionTypes.duration(Duration.ZERO),
              "How long to try again against a Redis that is away, loading or out of memory before"
                  + " the job restarts from its last checkpoint; counted from when it last did what"
                  + " it was asked for, and the attempt under way is ended first.")
          .defaultsTo("60s");

  public static final Option<Integer> BATCH_MAX_EVENTS =
      Option.named(
              "batch.max-events",
              OptionTypes.integer(1, Integer.MAX_VALUE),
              "How many events wait for Redis before they hold the source back.")
          .defaultsTo("20000");

  public static final Option<Integer> BATCH_MAX_BYTES =
      Option.named(
              "batch.max-bytes",
              OptionTypes.size(1024),
              "How many bytes, about, wait for Redis before they hold the source back.")
          .defaultsTo("8MiB");

  public static final Option<Integer> EVENT_MAX_BYTES =
      Option.named(
              "event.max-bytes",
              OptionTypes.size(64),
              "A record with a larger value is a dead letter, too_large.")
          .defaultsTo("1MiB");

  public static final Option<ZoneId> ZONE =
      Option.named(
              "zone",
              OptionTypes.zone(),
              "Where a receiver's day ends; system is the zone of the machine that submits the job."
                  + " Job and console need the same.")
          .defaultsTo("system");

  public static final Option<Integer> TRAIL_MAX_ENTRIES =
      Option.named(
              "trail.max-entries",
              OptionTypes.integer(1, Integer.MAX_VALUE),
              "How many entries a trail keeps, the newest.")
          .defaultsTo("1000");

  public static final Option<Duration> RETENTION_MESSAGE =
      Option.named(
              "retention.message",
              OptionTypes.duration(Duration.ofDays(1)),
              "How long a message's trail stands after its last step. Job, console and verify need"
                  + " the same; what stands already keeps its time until it is written to.")
          .defaultsTo("3d");

  public static final Option<Duration> RETENTION_TEMPLATE =
      Option.named(
              "retention.template",
              OptionTypes.duration(Duration.ofDays(1)),
              "The same of a template's totals, after its last event.")
          .defaultsTo("30d");

  public static final Option<Boolean> VIEWS_CONSOLE =
      Option.named(
              "views.console",
              OptionTypes.bool(),
              "Whether to write what the console shows beyond the three views: each day's"
                  + " templates, each template by minute, its distinct receivers, and the messages of"
                  + " each caller's id. Switched on later, they show what comes from then on.")
          .defaultsTo("true");

  public static final Option<String> DEAD_LETTER_TOPIC =
      Option.named(
          "dead-letter.topic",
          OptionTypes.topic(),
          "The topic for records that are not valid events. Without one they are logged,"
              + " rate-limited and without their content.");

  public static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.named(
              "checkpoint.interval",
              OptionTypes.duration(Duration.ofMillis(10)),
              "How often Flink takes a checkpoint. The default gives way to the cluster's"
                  + " execution.checkpointing.interval.")
          .defaultsTo("10s");

  public static final Option<Duration> RESTART_MAX_DELAY =
      Option.named(
              "restart.max-delay",
              OptionTypes.duration(Duration.ofSeconds(1)),
              "The longest pause between two restarts: they begin 1 s apart, and the pause grows"
                  + " until the job has run for a while. The default gives way to the cluster's"
                  + " restart-strategy.type.")
          .defaultsTo("60s");

  public static final Option<Integer> PARALLELISM =
      Option.named(
          "parallelism",
          OptionTypes.integer(1, 32_768),
          "How many subtasks; more than the topic has partitions have nothing to do. Default: the"
              + " cluster's.");

  public static final Option<Boolean> PREFLIGHT =
      Option.named(
              "preflight",
              OptionTypes.bool(),
              "Whether to check Kafka and Redis before the job is submitted. Switch it off where"
                  + " the machine that submits cannot reach them.")
          .defaultsTo("true");

  private static final List<Option<?>> JOB =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_TOPIC,
          KAFKA_GROUP_ID,
          KAFKA_START,
          REDIS_URI,
          REDIS_TLS_CA,
          REDIS_SENTINEL_USER,
          REDIS_SENTINEL_PASSWORD,
          REDIS_KEY_PREFIX,
          REDIS_BUCKETS,
          REDIS_TIMEOUT,
          REDIS_RETRY_FOR,
          BATCH_MAX_EVENTS,
          BATCH_MAX_BYTES,
          EVENT_MAX_BYTES,
          ZONE,
          TRAIL_MAX_ENTRIES,
          RETENTION_MESSAGE,
          RETENTION_TEMPLATE,
          VIEWS_CONSOLE,
          DEAD_LETTER_TOPIC,
          CHECKPOINT_INTERVAL,
          RESTART_MAX_DELAY,
          PARALLELISM,
          PREFLIGHT);

  private static final List<Option<?>> REDIS =
      List.of(REDIS_URI, REDIS_TLS_CA, REDIS_SENTINEL_USER, REDIS_SENTINEL_PASSWORD);

  private static final List<Option<?>> CONSOLE =
      joined(
          joined(
              REDIS,
              List.of(
                  REDIS_KEY_PREFIX, REDIS_TIMEOUT, ZONE, RETENTION_MESSAGE, RETENTION_TEMPLATE)),
          joined(ConsoleOptionDefinitions.all(), ArchiveOptionDefinitions.catalog()));

  private static final List<Option<?>> INSIGHTS =
      joined(
          joined(
              joined(
                  List.of(KAFKA_BOOTSTRAP_SERVERS, KAFKA_TOPIC, KAFKA_GROUP_ID, KAFKA_START),
                  REDIS),
              List.of(REDIS_KEY_PREFIX, REDIS_TIMEOUT, REDIS_RETRY_FOR, EVENT_MAX_BYTES, ZONE)),
          joined(
              joined(InsightsOptionDefinitions.all(), ConsoleOptionDefinitions.templates()),
              List.of(CHECKPOINT_INTERVAL, RESTART_MAX_DELAY, PARALLELISM, PREFLIGHT)));

  private static final List<Option<?>> NOTIFYING =
      joined(
          List.of(
              KAFKA_BOOTSTRAP_SERVERS,
              InsightsOptionDefinitions.OUTCOMES_TOPIC,
              InsightsOptionDefinitions.ALERTS_TOPIC),
          NotifyOptionDefinitions.all());

  private static final List<Option<?>> ARCHIVE =
      joined(
          joined(
              List.of(KAFKA_BOOTSTRAP_SERVERS, KAFKA_TOPIC, KAFKA_GROUP_ID),
              ArchiveOptionDefinitions.all()),
          List.of(EVENT_MAX_BYTES, ZONE, RESTART_MAX_DELAY, PARALLELISM, PREFLIGHT));

  private static final List<Option<?>> LOCAL =
      joined(joined(JOB, InsightsOptionDefinitions.all()), ConsoleOptionDefinitions.all());

  private static final List<Option<?>> ALL =
      joined(joined(LOCAL, NotifyOptionDefinitions.all()), ArchiveOptionDefinitions.all());

  private OptionDefinitions() {}

  /** The job's options, in the order in which a reader meets them. */
  public static List<Option<?>> job() {
    return JOB;
  }

  /** The insights job's options, most of them shared with the job. */
  public static List<Option<?>> insights() {
    return INSIGHTS;
  }

  /** The options that say where Redis is and how to log in to it. */
  public static List<Option<?>> redis() {
    return REDIS;
  }

  /** The console's options, those that it shares with the job first. */
  public static List<Option<?>> console() {
    return CONSOLE;
  }

  /** The options of notify, two of its own topics shared with the insights job. */
  public static List<Option<?>> notifying() {
    return NOTIFYING;
  }

  /** The archive's options, most of them shared with the job. */
  public static List<Option<?>> archive() {
    return ARCHIVE;
  }

  /** The options of both jobs and the console, which run together locally. */
  public static List<Option<?>> local() {
    return LOCAL;
  }

  /** The options of all of them. */
  public static List<Option<?>> all() {
    return ALL;
  }

  private static List<Option<?>> joined(List<Option<?>> some, List<Option<?>> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
