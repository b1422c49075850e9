package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.job.options.JobOptions;
import io.austin.stream.test.fault.CommandFault;
import io.austin.stream.test.fault.TcpProxy;
import io.austin.stream.test.model.Comparison;
import io.austin.stream.test.model.ModelRules;
import io.austin.stream.test.model.RedisContents;
import io.austin.stream.test.model.ReferenceModel;
import io.austin.stream.test.model.TraceRecord;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.RedisExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real job dies again and again, at random records and between the commits of two buckets, is
 * stopped with savepoints and goes on with another parallelism; in the end Redis holds what the
 * model says. The seed is printed; {@code -Dfailover.seed=N} repeats it.
 */
@Timeout(180)
class FailoverIT {
  private static final String TOPIC = "austinLog";
  private static final int PARTITIONS = 4;
  private static final int DEATHS_PER_STAGE = 6;
  private static final int[] PARALLELISM_BY_STAGE = {1, 4, 2};
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final MiniClusterExtension flink =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final long seed = Long.getLong("failover.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @ParameterizedTest(name = "{0} buckets")
  @ValueSource(ints = {1, 16})
  void deathAndRescalingChangeNothing(int buckets, @TempDir Path savepoints) throws Exception {
    System.out.println("FailoverIT: -Dfailover.seed=" + seed);
    kafka.server().createTopic(TOPIC, PARTITIONS);
    try (TcpProxy proxy = TcpProxy.to("127.0.0.1", redis.server().port())) {
      String savepoint = null;
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, seed, ZONE)) {
        for (int parallelism : PARALLELISM_BY_STAGE) {
          JobClient job = start(buckets, parallelism, proxy, savepoint);
          for (int death = 0; death < DEATHS_PER_STAGE; death++) {
            die(proxy);
          }
          savepoint = stop(job, savepoints);
        }
      }
      JobClient job = start(buckets, 3, proxy, savepoint);
      await().atMost(PATIENCE).until(this::isEverythingCommitted);
      stop(job, savepoints);
    }
    assertRedisHoldsWhatTheModelSays();
  }

  /** One death of the job at a random point; returns when it has happened. */
  private void die(TcpProxy proxy) {
    switch (random.nextInt(3)) {
      case 0 -> {
        MortalParse.dieAtRecord(1 + random.nextInt(4_000));
        await().atMost(PATIENCE).until(() -> !MortalParse.isAlive());
      }
      case 1 -> awaitHappened(proxy.cutBefore("EXEC", 1 + random.nextInt(100)));
      default -> awaitHappened(proxy.dropReplyTo("EXEC", 1 + random.nextInt(100)));
    }
  }

  private static void awaitHappened(CommandFault fault) {
    await().atMost(PATIENCE).until(fault::hasHappened);
  }

  private JobClient start(int buckets, int parallelism, TcpProxy proxy, String savepoint)
      throws Exception {
    JobOptions options = options(buckets, parallelism, proxy);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(configuration(savepoint));
    FlinkDefaults.addTo(environment, options);
    TraceTopology topology = AustinStreamJob.topology(options);
    new TraceTopology(
            topology.source(), new MortalParse(), topology.events(), topology.deadLetters())
        .addTo(environment);
    return environment.executeAsync();
  }

  private static JobOptions options(int buckets, int parallelism, TcpProxy proxy) {
    return JobOptions.of(
        Map.of(
            "kafka.bootstrap.servers", kafka.bootstrapServers(),
            "redis.uri", "redis://" + proxy.address() + "/0",
            "redis.buckets", Integer.toString(buckets),
            "redis.retry.for", "0ms", // a lost connection is a death
            "zone", ZONE.getId(),
            "parallelism", Integer.toString(parallelism),
            "checkpoint.interval", "300ms"));
  }

  private static Configuration configuration(String savepoint) {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return configuration;
  }

  /** Stops with a savepoint; a job that is just being restarted can't, and is asked again. */
  private static String stop(JobClient job, Path savepoints) {
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

  /** Whether a completed checkpoint covers every record of the topic. */
  private boolean isEverythingCommitted() throws Exception {
    Map<Integer, Long> ends = kafka.server().endOffsets(TOPIC);
    return kafka
            .server()
            .admin()
            .listConsumerGroupOffsets("austinLogGroup")
            .partitionsToOffsetAndMetadata()
            .get()
            .entrySet()
            .stream()
            .filter(it -> it.getValue().offset() >= ends.get(it.getKey().partition()))
            .count()
        == PARTITIONS;
  }

  private void assertRedisHoldsWhatTheModelSays() {
    ReferenceModel model = new ReferenceModel(ModelRules.in(ZONE));
    for (ConsumerRecord<byte[], byte[]> record : kafka.server().read(TOPIC)) {
      model.fold(
          new TraceRecord(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.value()));
    }
    assertThat(model.eventCount()).isGreaterThan(1_000);
    Comparison.with(model)
        .exclusive()
        .of(RedisContents.read(redis.client()), Instant.now())
        .assertNone();
  }
}
