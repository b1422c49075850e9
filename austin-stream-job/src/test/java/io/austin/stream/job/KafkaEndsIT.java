package io.austin.stream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.kafka.KafkaDeadLetters;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.KafkaServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The job's Kafka ends on a real Kafka: what is read, what is written, what is committed. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KafkaEndsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int SMALL_LIMIT = 100_000;
  private static final int LARGE = 3_000_000;

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private KafkaServer kafka;

  @BeforeEach
  void createTopics() {
    kafka = KAFKA.server();
    kafka.createTopic("austinLog", 2, Map.of("max.message.bytes", String.valueOf(2 * LARGE)));
    kafka.createTopic("dead", 1, Map.of("max.message.bytes", String.valueOf(SMALL_LIMIT)));
    Events.READ.clear();
  }

  @Test
  void committedRecordsAreReadAndTheirOffsetsCommitted() throws Exception {
    kafka.produce("austinLog", 0, List.of(event(1), event(2)));
    kafka.produceAborted("austinLog", 1, List.of(event(3)));
    kafka.produceCommitted("austinLog", 1, List.of(event(4)));

    JobClient job = start();
    try {
      await().atMost(SOON).until(() -> Events.READ.size() >= 3);
      awaitCommitted(0, 2);
    } finally {
      job.cancel().get();
    }

    assertThat(Events.READ)
        .extracting(event -> event.event().getState())
        .containsExactlyInAnyOrder(1, 2, 4);
  }

  @Test
  void aDeadLetterIsARecordThatFitsAndKeepsItsBytes() throws Exception {
    byte[] tooLarge = new byte[LARGE];
    Arrays.fill(tooLarge, (byte) 'x');
    kafka.produce(
        List.of(
            withHeaders(1, "no event".getBytes(UTF_8)),
            new ProducerRecord<>("austinLog", 1, null, tooLarge)));

    JobClient job = start();
    try {
      await().atMost(SOON).until(() -> kafka.read("dead").size() == 2);
    } finally {
      job.cancel().get();
    }

    List<ConsumerRecord<byte[], byte[]>> letters = kafka.read("dead");
    assertThat(letters.get(0).value()).isEqualTo("no event".getBytes(UTF_8));
    assertThat(letters.get(1).value()).isEqualTo(tooLarge);
    assertThat(header(letters.get(1), "dead-letter.reason")).isEqualTo("too_large");
    assertThat(header(letters.get(1), "dead-letter.partition")).isEqualTo("1");
    assertThat(header(letters.get(1), "dead-letter.offset")).isEqualTo("1");
    assertThat(letters.get(0).headers().toArray()).hasSize(5); // none of the record's own
    assertThat(header(letters.get(0), "dead-letter.reason")).isEqualTo("not_json");
    assertThat(header(letters.get(0), "dead-letter.topic")).isEqualTo("austinLog");
  }

  /** Headers that are called as ours are, and say something else. */
  private static ProducerRecord<byte[], byte[]> withHeaders(int partition, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("austinLog", partition, null, value);
    for (String name : List.of("reason", "topic", "partition", "offset", "timestamp")) {
      record.headers().add("dead-letter." + name, "another".getBytes(UTF_8));
    }
    return record;
  }

  private static JobClient start() throws Exception {
    OptionValues options =
        OptionValues.of(
            Map.of(
                "kafka.bootstrap.servers", KAFKA.bootstrapServers(),
                "checkpoint.interval", "100ms",
                "parallelism", "2",
                "dead-letter.topic", "dead"));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    FlinkDefaults.addTo(environment, options);
    new TraceTopology(
            KafkaOptions.source(options),
            new CollectingPipeline(EventParser.DEFAULT_MAX_BYTES, new Events()),
            KafkaDeadLetters.to("dead", KafkaOptions.clients(options)))
        .addTo(environment);
    return environment.executeAsync();
  }

  /** The source commits offsets only between two fetches, and one that finds nothing takes 10 s. */
  private void awaitCommitted(int partition, long offset) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              kafka.produce("austinLog", partition, List.of("no event".getBytes(UTF_8)));
              return committedOffset(partition) >= offset;
            });
  }

  private long committedOffset(int partition) throws Exception {
    OffsetAndMetadata offset =
        kafka
            .admin()
            .listConsumerGroupOffsets("austinLogGroup")
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition("austinLog", partition));
    return offset == null ? -1 : offset.offset();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static byte[] event(int state) {
    return "{\"businessId\":2000000320221224,\"ids\":[\"13711112222\"],\"state\":%d}"
        .formatted(state)
        .getBytes(UTF_8);
  }

  private static final class Events implements SinkFunction<PositionedEvent> {
    static final Queue<PositionedEvent> READ = new ConcurrentLinkedQueue<>();

    @Override
    public void invoke(PositionedEvent event, Context context) {
      if (!event.isStart()) {
        READ.add(event);
      }
    }
  }
}
