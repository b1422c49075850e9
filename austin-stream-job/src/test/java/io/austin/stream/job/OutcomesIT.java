package io.austin.stream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.verify.journey.JourneyModel;
import io.austin.stream.verify.journey.JourneyModel.LastOutcome;
import io.austin.stream.verify.journey.JourneyModelRules;
import io.austin.stream.verify.model.ModelRules;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of outcomes in a real Kafka, as who reads committed records sees it. */
class OutcomesIT extends RunningInsightsIT {
  private static final String OUTCOMES = "outcomes";
  private static final long TEMPLATE = 2000000320221224L;
  private static final int MESSAGES_PER_STAGE = 400;
  private static final int DEATHS_PER_STAGE = 3;

  /** The states of a message's steps in the order in which they happened. */
  private static final int[][] WAYS = {
    {10},
    {10, 60},
    {10, 60, 64},
    {10, 30},
    {10, 24},
    {10, 24, 10, 60},
    {10, 70},
    {10, 40003},
    {10, 40003, 70},
    {10, 60, 10, 30},
    // Read without its failure, what is last here is one; read with it, it decides nothing.
    {10, 70, 10, 40003},
  };

  private final long seed = Long.getLong("outcomes.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void deathAndRescalingLeaveNoneTwiceAndTheLastOfEachJourneyRight(@TempDir Path savepoints)
      throws Exception {
    System.out.println("OutcomesIT: -Doutcomes.seed=" + seed);
    kafka.server().createTopic(OUTCOMES, 2);
    List<ProducerRecord<byte[], byte[]>> late = new ArrayList<>();
    String savepoint = null;
    for (int parallelism : new int[] {1, 4, 2}) {
      JobClient job = tell(parallelism, savepoint);
      for (int death = 0; death < DEATHS_PER_STAGE; death++) {
        MortalFunction.dieAtEvent(1 + random.nextInt(300));
        late = produce(parallelism + "-" + death + "-", late);
        await().atMost(PATIENCE).until(() -> !MortalFunction.isAlive());
      }
      savepoint = stop(job, savepoints);
    }
    kafka.server().produce(late);
    JobClient job = tell(3, savepoint);

    Map<String, LastOutcome> expected = plainFold();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(lastOutcomes()).isEqualTo(expected));
    List<String> ids = events(OUTCOMES).stream().map(event -> event.get("id").asText()).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(expected.size());
    job.cancel().get();
  }

  /** Steps of new messages in any order, some of them twice; returns those that come later. */
  private List<ProducerRecord<byte[], byte[]>> produce(
      String prefix, List<ProducerRecord<byte[], byte[]>> late) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(late);
    List<ProducerRecord<byte[], byte[]>> later = new ArrayList<>();
    long begin = System.currentTimeMillis() - Duration.ofMinutes(10).toMillis();
    for (int i = 0; i < MESSAGES_PER_STAGE; i++) {
      int[] way = WAYS[random.nextInt(WAYS.length)];
      String[] receivers = random.nextInt(4) == 0 ? new String[] {"a", "b"} : new String[] {"a"};
      for (int step = 0; step < way.length; step++) {
        byte[] event = event(TEMPLATE, prefix + i, begin + i + 10L * step, way[step], receivers);
        for (int times = random.nextInt(5) == 0 ? 2 : 1; times > 0; times--) {
          (random.nextInt(4) == 0 ? later : records)
              .add(new ProducerRecord<>(TOPIC, random.nextInt(PARTITIONS), null, null, event));
        }
      }
    }
    Collections.shuffle(records, random);
    kafka.server().produce(records);
    return later;
  }

  private static Map<String, LastOutcome> plainFold() throws IOException {
    JourneyModel journeys = new JourneyModel(JourneyModelRules.in(ZONE));
    ReferenceModel model = new ReferenceModel(ModelRules.in(ZONE), journeys::fold);
    for (ConsumerRecord<byte[], byte[]> record : kafka.server().read(TOPIC)) {
      model.fold(
          new TraceRecord(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.value()));
    }
    return journeys.lastOutcomes();
  }

  /** Of a journey, whose records have one key and so one partition, the last one counts. */
  private static Map<String, LastOutcome> lastOutcomes() throws IOException {
    Map<String, LastOutcome> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : kafka.server().read(OUTCOMES)) {
      JsonNode data = JSON.readTree(record.value()).get("data");
      last.put(
          new String(record.key(), UTF_8),
          new LastOutcome(data.get("outcome").asText(), data.get("decidedAt").asLong()));
    }
    return last;
  }

  private static JobClient tell(int parallelism, String savepoint) throws Exception {
    return run(
        parallelism, savepoint, Map.of("outcomes.topic", OUTCOMES, "outcomes.receivers", "full"));
  }
}
