package io.austin.stream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.verify.Verifications;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.options.OptionValues;
import io.austin.stream.proof.JobJar;
import io.austin.stream.proof.Patience;
import io.austin.stream.test.cluster.FlinkCluster;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.RedisExtension;
import io.austin.stream.verify.Verified;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The procedures of docs/cluster.md that {@link ClusterProofIT} does not go through. */
@Timeout(180)
class ClusterProceduresIT {
  private static final String TOPIC = "austinLog";
  private static final int PARTITIONS = 3;
  private static final String TRAILS = "Austin:MessageId:";

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  @TempDir static Path directory;
  private static FlinkCluster flink;

  @BeforeAll
  static void start() {
    flink =
        FlinkCluster.in(directory)
            .distribution(ClusterProofIT.flink("2.2.1"))
            .slots(4)
            .setting("web.refresh-interval", "100 ms")
            .start();
  }

  @AfterAll
  static void stop() {
    flink.close();
  }

  @BeforeEach
  void createTopic() {
    KAFKA.server().createTopic(TOPIC, PARTITIONS);
  }

  @Test
  void aCancelledJobGoesOnFromItsRetainedCheckpointWithAnotherParallelism() throws Exception {
    Instant began = Instant.now();
    SubmittedJob job = flinkRun(List.of("-p", "1"), Map.of("checkpoint.interval", "300ms"));
    produce("before", Instant.now());
    awaitTrails(TRAILS + "before");
    job.awaitCheckpoint();
    job.cancel();
    produce("meanwhile", Instant.now());

    SubmittedJob next = flinkRun(List.of("-s", job.newestCheckpoint(), "-p", "3"), Map.of());

    awaitTrails(TRAILS + "meanwhile");
    next.stop();
    Verified verified = verify(began);
    assertThat(verified.differences().first()).isEmpty();
    assertThat(verified.records()).isEqualTo(2 * PARTITIONS);
  }

  /** Under names of its own, so that it neither adds to what stands nor is held to its progress. */
  @Test
  void aJobStartsFromATimestampBesideTheOther() throws Exception {
    Instant start = Instant.now();
    produce("too-old", start.minusSeconds(3_600));
    produce("wanted", start);

    SubmittedJob job =
        flinkRun(
            List.of("-p", "2"),
            Map.of(
                "kafka.start", "timestamp:" + start,
                "kafka.group.id", "second",
                "redis.key.prefix", "Second:"));

    awaitTrails("Second:" + TRAILS + "wanted");
    job.stop();
    assertThat(REDIS.client().keys("*" + TRAILS + "*"))
        .hasSize(PARTITIONS)
        .allMatch(key -> key.startsWith("Second:" + TRAILS + "wanted"));
  }

  private static SubmittedJob flinkRun(List<String> flags, Map<String, String> options)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    Map<String, String> all = new TreeMap<>(servers());
    all.putAll(options);
    all.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return SubmittedJob.byCommandLine(flink, flags, JobJar.find().orElseThrow(), arguments);
  }

  private static Map<String, String> servers() {
    return Map.of(
        "kafka.bootstrap.servers", KAFKA.bootstrapServers(),
        "redis.uri", REDIS.uri(),
        "zone", ProofSite.zoneAtNoon().getId());
  }

  /** A record in each partition. */
  private static void produce(String messageId, Instant timestamp) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      byte[] event =
          AnchorInfoCodec.write(
              AnchorInfo.builder()
                  .businessId(2000000320221224L)
                  .ids("13711112222")
                  .state(10)
                  .messageId(messageId + "-" + partition)
                  .logTimestamp(timestamp.toEpochMilli())
                  .build());
      records.add(new ProducerRecord<>(TOPIC, partition, timestamp.toEpochMilli(), null, event));
    }
    KAFKA.server().produce(records);
  }

  private static void awaitTrails(String prefix) {
    Patience.until(
        "all of " + prefix, () -> REDIS.client().keys(prefix + "-*").size() == PARTITIONS);
  }

  private static Verified verify(Instant began) throws IOException {
    LiveLine quiet = new LiveLine(new PrintWriter(PrintWriter.nullWriter()), false);
    return Verifications.of(OptionValues.of(servers()), quiet).run(true, Optional.of(began));
  }
}
