package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.EventFunction;
import io.austin.stream.kafka.KafkaClients;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.RedisExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The insights job on a real Kafka and a real Redis: what is stuck when, and what is not. */
class InsightsIT extends RunningJobIT {
  private static final long TEMPLATE = 2000000320221224L;
  private static final JourneyKeys KEYS = JourneyKeys.among(TraceKeys.unprefixed());
  private static final Duration STUCK_AFTER = Duration.ofSeconds(3);
  private static final int DEATHS_PER_STAGE = 4;

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private final long seed = Long.getLong("insights.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void onASilentTopicAMessageBecomesStuckAndIsItNoLongerWithItsResult() throws Exception {
    kafka.server().createTopic("single", 1);
    JobClient job = follow(Map.of("kafka.topic", "single", "parallelism", "3"), null);
    long takenIn = System.currentTimeMillis();
    produce("single", 0, event("m", takenIn, 10, 0));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(stuck()).isEqualTo(1));
    assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(takenIn + STUCK_AFTER.toMillis());
    assertThat(redis.client().zrange(KEYS.stuckExamples(TEMPLATE), 0, -1)).containsExactly("1:mr");
    assertThat(outcomes()).isEqualTo(Map.of("IN_PROGRESS", "1"));

    produce("single", 0, event("m", takenIn + 40_000, 60, 0));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(stuck()).isZero());
    assertThat(outcomes()).isEqualTo(Map.of("SENT", "1"));
    assertThat(redis.client().zrangeWithScores(KEYS.slowest(TEMPLATE), 0, -1))
        .singleElement()
        .satisfies(slowest -> assertThat(slowest.getScore()).isEqualTo(40_000));
    job.cancel().get();
  }

  @Test
  void aBacklogRaisesNothingFalse() throws Exception {
    int messages = 12_000;
    long now = System.currentTimeMillis();
    long begin = now - Duration.ofHours(1).toMillis();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    records.add(at(0, event("future", now + Duration.ofDays(400).toMillis(), 60, 0)));
    for (int i = 0; i < messages; i++) {
      long time = begin + i * 250L;
      records.add(at(i % 3, event("m" + i, time, 10, 0)));
      // What comes last is hard to read, so that it lies behind all the time.
      records.add(at(3, event("m" + i, time + 700, 60, 3_000)));
    }
    kafka.server().produce(records);

    StuckSink.reset();
    JobClient job = follow(Map.of("parallelism", "2"), null, EventFunction.unchanged(), true);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(StuckSink.outcomes(TEMPLATE)).isEqualTo(Map.of("SENT", messages + 1L)));
    produce(TOPIC, 0, event("last", System.currentTimeMillis(), 10, 0));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(StuckSink.stuck()).hasSize(1));
    assertThat(StuckSink.stuck()).containsOnly(1L);
    job.cancel().get();
  }

  @Test
  void aPartitionThatCannotBeReadRaisesNothingFalse() throws Exception {
    StuckSink.reset();
    JobClient job = follow(Map.of("parallelism", "2"), null, EventFunction.unchanged(), true);
    Properties properties = KafkaClients.of(kafka.bootstrapServers()).producer();
    properties.put("transactional.id", "open");
    try (KafkaProducer<byte[], byte[]> open =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      long takenIn = System.currentTimeMillis();
      open.initTransactions();
      open.beginTransaction();
      open.send(at(1, event("other", takenIn, 60, 0))).get();
      produce(TOPIC, 1, event("m", takenIn + 1, 60, 0));
      produce(TOPIC, 0, event("m", takenIn, 10, 0));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(StuckSink.outcomes(TEMPLATE)).isEqualTo(Map.of("IN_PROGRESS", 1L)));
      await().pollDelay(STUCK_AFTER.multipliedBy(3)).atMost(PATIENCE).until(() -> true);
      open.commitTransaction();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(StuckSink.outcomes(TEMPLATE)).isEqualTo(Map.of("SENT", 2L)));
    assertThat(StuckSink.stuck()).isEmpty();
    job.cancel().get();
  }

  @Test
  void deathRescalingAndALostRedisChangeNothing(@TempDir Path savepoints) throws Exception {
    System.out.println("InsightsIT: -Dinsights.seed=" + seed);
    int messages = 0;
    String savepoint = null;
    for (int parallelism : new int[] {1, 4, 2}) {
      JobClient job = follow(Map.of("parallelism", "" + parallelism), savepoint);
      for (int death = 0; death < DEATHS_PER_STAGE; death++) {
        MortalFunction.dieAtEvent(1 + random.nextInt(150));
        messages += produceMessages(messages, 100);
        await().atMost(PATIENCE).until(() -> !MortalFunction.isAlive());
      }
      redis.server().flushAll();
      savepoint = stop(job, savepoints);
    }
    JobClient job = follow(Map.of("parallelism", "3"), savepoint);

    long unanswered = messages / 10;
    long answered = messages - unanswered;
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(stuck()).isEqualTo(unanswered);
              assertThat(outcomes())
                  .isEqualTo(Map.of("SENT", "" + answered, "IN_PROGRESS", "" + unanswered));
              assertThat(sum(KEYS.latencies(TEMPLATE))).isEqualTo(answered);
              assertThat(sum(KEYS.recentLatencies(TEMPLATE))).isEqualTo(answered);
              assertThat(sum(KEYS.stuck(TEMPLATE))).isEqualTo(unanswered);
            });
    job.cancel().get();
  }

  /** So many messages, of which one in ten gets no result; some steps come twice. */
  private int produceMessages(int from, int messages) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = from; i < from + messages; i++) {
      long time = System.currentTimeMillis();
      records.add(at(random.nextInt(PARTITIONS), event("m" + i, time, 10, 0)));
      if (i % 10 != 0) {
        for (int times = random.nextInt(5) == 0 ? 2 : 1; times > 0; times--) {
          records.add(at(random.nextInt(PARTITIONS), event("m" + i, time + i % 50, 60, 0)));
        }
      }
    }
    kafka.server().produce(records);
    return messages;
  }

  private static ProducerRecord<byte[], byte[]> at(int partition, byte[] value) {
    return new ProducerRecord<>(TOPIC, partition, null, null, value);
  }

  private static void produce(String topic, int partition, byte[] value) {
    kafka.server().produce(topic, partition, List.of(value));
  }

  private static byte[] event(String messageId, long time, int state, int padding) {
    return AnchorInfoCodec.write(
        AnchorInfo.builder()
            .businessId(TEMPLATE)
            .ids("r")
            .state(state)
            .logTimestamp(time)
            .messageId(messageId)
            .bizId(padding == 0 ? null : "x".repeat(padding))
            .build());
  }

  private static long stuck() {
    Double stuck = redis.client().zscore(KEYS.stuckTemplates(), "" + TEMPLATE);
    return stuck == null ? 0 : stuck.longValue();
  }

  private static Map<String, String> outcomes() {
    return redis.client().hgetAll(KEYS.outcomes(TEMPLATE));
  }

  private static long sum(String key) {
    return redis.client().hgetAll(key).values().stream().mapToLong(Long::parseLong).sum();
  }

  private static JobClient follow(Map<String, String> options, String savepoint) throws Exception {
    return follow(options, savepoint, new MortalFunction(EventFunction.unchanged()), false);
  }

  /**
   * Starts the job.
   *
   * @param recording whether {@link StuckSink} takes the place of Redis
   */
  private static JobClient follow(
      Map<String, String> options, String savepoint, EventFunction function, boolean recording)
      throws Exception {
    Map<String, String> all = new HashMap<>(options);
    all.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    all.put("redis.uri", redis.uri());
    all.put("zone", ZONE.getId());
    all.put("checkpoint.interval", "300ms");
    all.put("journey.stuck-after", STUCK_AFTER.toMillis() + "ms");
    OptionValues values = OptionValues.of(all);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(configuration(savepoint));
    FlinkDefaults.addTo(environment, values);
    InsightsTopology topology = InsightsJob.topology(values, function);
    (recording
            ? new InsightsTopology(
                topology.source(),
                topology.parser(),
                topology.rules(),
                new StuckSink(),
                Optional.empty(),
                Optional.empty())
            : topology)
        .addTo(environment);
    return environment.executeAsync();
  }
}
