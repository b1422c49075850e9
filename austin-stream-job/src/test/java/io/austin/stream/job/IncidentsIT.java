package io.austin.stream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents in a real Kafka, as who reads committed records sees them. */
class IncidentsIT extends RunningInsightsIT {
  private static final String RULES_TOPIC = "rules";
  private static final String INCIDENTS = "incidents";
  private static final int TEMPLATES = 5;
  private static final int MESSAGES = 400;
  private static final int DEATHS_PER_STAGE = 3;
  private static final JourneyKeys KEYS = JourneyKeys.among(TraceKeys.unprefixed());

  private static final String FAILS =
      "{name: fails, kind: rate, of: each template, count: failed, above: 20%, window: 1h,"
          + " least: 10, for: 10s, text: {en: it fails, zh: 失败}}";

  private final long seed = Long.getLong("incidents.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void deathAndRescalingNeitherRepeatNorForgetAnIncident(@TempDir Path savepoints)
      throws Exception {
    System.out.println("IncidentsIT: -Dincidents.seed=" + seed);
    kafka.server().createTopic(RULES_TOPIC, 1, Map.of("cleanup.policy", "compact"));
    kafka.server().createTopic(INCIDENTS, 1);
    rule(FAILS);
    String savepoint = null;
    for (int parallelism : new int[] {1, 4, 2}) {
      JobClient job = evaluate(parallelism, savepoint);
      for (int death = 0; death < DEATHS_PER_STAGE; death++) {
        MortalFunction.dieAtEvent(1 + random.nextInt(300));
        produceFailures(parallelism + "-" + death + "-");
        await().atMost(PATIENCE).until(() -> !MortalFunction.isAlive());
      }
      savepoint = stop(job, savepoints);
    }
    JobClient job = evaluate(3, savepoint);
    awaitIncidents(TEMPLATES);
    awaitShown(KEYS.openIncidents());
    rule(null);
    List<JsonNode> told = awaitIncidents(2 * TEMPLATES);

    assertThat(told).extracting(it -> it.get("id").asText()).doesNotHaveDuplicates();
    List<JsonNode> data = told.stream().map(it -> it.get("data")).toList();
    assertThat(data.subList(0, TEMPLATES))
        .allMatch(it -> it.get("state").asText().equals("opened"));
    assertThat(data.subList(TEMPLATES, told.size()))
        .allMatch(it -> it.get("state").asText().equals("ended"))
        .extracting(it -> it.get("incident").asText())
        .containsExactlyInAnyOrderElementsOf(
            data.subList(0, TEMPLATES).stream().map(it -> it.get("incident").asText()).toList());
    awaitShown(KEYS.endedIncidents());
    assertThat(redis.client().exists(KEYS.openIncidents())).isFalse();
    job.cancel().get();
  }

  private static void awaitShown(String key) {
    await().atMost(PATIENCE).until(() -> redis.client().zcard(key) == TEMPLATES);
  }

  private static void rule(@Nullable String yaml) {
    byte[] value = yaml == null ? null : yaml.getBytes(UTF_8);
    kafka
        .server()
        .produce(List.of(new ProducerRecord<>(RULES_TOPIC, "fails".getBytes(UTF_8), value)));
  }

  private static List<JsonNode> awaitIncidents(int count) {
    return await().atMost(PATIENCE).until(() -> events(INCIDENTS), found -> found.size() >= count);
  }

  private void produceFailures(String prefix) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    long begin = System.currentTimeMillis() - Duration.ofMinutes(2).toMillis();
    for (int i = 0; i < MESSAGES; i++) {
      long template = BusinessId.of(20, i % TEMPLATES, LocalDate.of(2026, 11, 27)).toLong();
      for (int state : new int[] {10, 70}) {
        byte[] event = event(template, prefix + i, begin + i + state, state, "r");
        records.add(new ProducerRecord<>(TOPIC, random.nextInt(PARTITIONS), null, null, event));
      }
    }
    kafka.server().produce(records);
  }

  private static JobClient evaluate(int parallelism, @Nullable String savepoint) throws Exception {
    return run(
        parallelism,
        savepoint,
        Map.of(
            "alerts.rules.topic", RULES_TOPIC, "alerts.topic", INCIDENTS, "alerts.lateness", "1s"));
  }
}
