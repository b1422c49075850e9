package io.austin.stream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import io.austin.stream.functions.EventFunction;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/**
 * What tests of the real job on a MiniCluster share: a topic, the job's life, and the judgement.
 * Each of their waits has its own limit; that of a whole test only ends what hangs.
 */
@Timeout(600)
abstract class RunningJobIT {
  static final String TOPIC = "austinLog";
  static final int PARTITIONS = 4;
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<byte[]> NO_EVENT = List.of("no event".getBytes(UTF_8));
  static final ModelRules RULES = ModelRules.in(ZONE).withConsoleViews(true);

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  @RegisterExtension
  static final MiniClusterExtension flink =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  /** A log-in to a Redis that has {@link #userWith}, as it stands in an address. */
  static final String LOGIN = "writer:hunter2";

  /** A line of redis.conf: a user who may do what docs/redis.md lists, and no more but this. */
  static String userWith(String right) {
    return "writer on >hunter2 ~* +lpush +ltrim +hset +hincrby +zincrby +pfadd +pexpire +pexpireat"
        + " +pttl +get +mget +set +mset +eval +time +watch +multi +exec "
        + right;
  }

  @BeforeEach
  void createTopic() {
    kafka.server().createTopic(TOPIC, PARTITIONS);
  }

  /** Starts the job, from a savepoint unless that is {@code null}. */
  static JobClient start(Map<String, String> options, String savepoint) throws Exception {
    return start(options, savepoint, EventFunction.unchanged());
  }

  /** The same with a function for its events. */
  static JobClient start(Map<String, String> options, String savepoint, EventFunction function)
      throws Exception {
    return startOn(configuration(savepoint), options, function);
  }

  /** The same with what a cluster's own configuration says. */
  static JobClient startOn(
      Configuration configuration, Map<String, String> options, EventFunction function)
      throws Exception {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("kafka.bootstrap.servers", kafka.bootstrapServers());
    all.put("zone", ZONE.getId());
    all.put("checkpoint.interval", "300ms");
    OptionValues jobOptions = OptionValues.of(all);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(configuration);
    FlinkDefaults.addTo(environment, jobOptions);
    AustinStreamJob.topology(jobOptions, new MortalFunction(function)).addTo(environment);
    return environment.executeAsync();
  }

  static Configuration configuration(String savepoint) {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return configuration;
  }

  /** Stops with a savepoint; a job that is just being restarted can't, and is asked again. */
  static String stop(JobClient job, Path savepoints) {
    String[] path = {null};
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              try {
                path[0] =
                    job.stopWithSavepoint(
                            false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(20, TimeUnit.SECONDS);
                return true;
              } catch (ExecutionException | TimeoutException notNow) {
                return false;
              }
            });
    return path[0];
  }

  static void awaitEverythingCommitted() {
    awaitEverythingCommitted(kafka.server());
  }

  /**
   * Waits until a completed checkpoint covers every record that the topic has now. The source
   * commits offsets only between two fetches, and one that finds nothing takes 10 s: so records
   * follow that are no events, which change nothing in Redis.
   */
  static void awaitEverythingCommitted(KafkaServer server) {
    Map<Integer, Long> ends = server.endOffsets(TOPIC);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              ends.keySet().forEach(partition -> server.produce(TOPIC, partition, NO_EVENT));
              Map<Integer, Long> committed = committedOffsets(server);
              return ends.entrySet().stream()
                  .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
            });
  }

  /**
   * Waits until completed checkpoints cover so many offsets that were produced from now on. Redis
   * may hold all that was produced before: it is ahead of the checkpoints.
   */
  static void awaitCommittedFromNow(long offsets) {
    long produced = kafka.server().endOffsets(TOPIC).values().stream().mapToLong(it -> it).sum();
    awaitCommitted(produced + offsets);
  }

  /** How many offsets completed checkpoints cover, summed over the partitions. */
  static long committed() {
    return committed(kafka.server());
  }

  static long committed(KafkaServer server) {
    return committedOffsets(server).values().stream().mapToLong(it -> it).sum();
  }

  private static Map<Integer, Long> committedOffsets(KafkaServer server) {
    Map<Integer, Long> offsets = new HashMap<>();
    server
        .admin()
        .listConsumerGroupOffsets("austinLogGroup")
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .forEach((partition, committed) -> offsets.put(partition.partition(), committed.offset()));
    return offsets;
  }

  static void awaitCommitted(long offsets) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).isGreaterThan(offsets));
  }

  static void assertHoldsWhatTheModelSays(RedisClient redis) {
    assertHoldsWhatTheModelSays(kafka.server(), RedisContents.read(redis), RULES);
  }

  static void assertHoldsWhatTheModelSays(RedisClient redis, EventFunction function) {
    assertHoldsWhatTheModelSays(
        kafka.server().read(TOPIC).stream().filter(record -> leaves(function, record)).toList(),
        RedisContents.read(redis),
        RULES);
  }

  private static boolean leaves(EventFunction function, ConsumerRecord<byte[], byte[]> record) {
    try {
      return function.apply(AnchorInfoCodec.read(record.value(), record.timestamp())).isPresent();
    } catch (InvalidEventException deadLetter) {
      return true;
    }
  }

  static void assertHoldsWhatTheModelSays(
      KafkaServer server, RedisContents contents, ModelRules rules) {
    assertHoldsWhatTheModelSays(server.read(TOPIC), contents, rules);
  }

  private static void assertHoldsWhatTheModelSays(
      List<ConsumerRecord<byte[], byte[]>> records, RedisContents contents, ModelRules rules) {
    ReferenceModel model = new ReferenceModel(rules);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      model.fold(
          new TraceRecord(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.value()));
    }
    assertThat(model.eventCount()).isGreaterThan(1_000);
    Comparison.with(model).exclusive().of(contents, Instant.now()).assertNone();
  }
}
