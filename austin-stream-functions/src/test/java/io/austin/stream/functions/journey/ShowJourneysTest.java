package io.austin.stream.functions.journey;

import static io.austin.stream.functions.journey.JourneyHarness.MINUTE;
import static io.austin.stream.functions.journey.JourneyHarness.TAKEN_IN;
import static io.austin.stream.functions.journey.JourneyHarness.TEMPLATE;
import static io.austin.stream.functions.journey.JourneyHarness.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.LatencyBuckets;
import io.austin.stream.test.harness.FunctionHarness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What is shown of a template, told by bundles of changes. */
class ShowJourneysTest {
  private static final Duration KEEP = Duration.ofDays(3);
  private static final Journey IN_PROGRESS = Journey.of(new Step(TAKEN_IN, 10));
  private static final Journey SENT = IN_PROGRESS.with(new Step(TAKEN_IN + 1_000, 60));

  private final Map<String, Map<String, Long>> redis = new TreeMap<>();

  @Test
  void aMessageIsShownAsStuckUntilItsResultComes() throws Exception {
    try (var show = open()) {
      show.process(
          bundle(
              new JourneyChange("m", "a", null, standing(IN_PROGRESS, false)),
              new JourneyChange(
                  "m", "a", standing(IN_PROGRESS, false), standing(IN_PROGRESS, true))));
      take(show);
      assertThat(redis)
          .containsEntry("StuckTemplates", Map.of("" + TEMPLATE, 1L))
          .containsEntry("Stuck:" + TEMPLATE, Map.of("" + TAKEN_IN / MINUTE, 1L))
          .containsEntry("StuckExamples:" + TEMPLATE, Map.of("1:ma", TAKEN_IN))
          .containsEntry("Outcomes:" + TEMPLATE, Map.of("IN_PROGRESS", 1L));

      show.process(
          bundle(new JourneyChange("m", "a", standing(IN_PROGRESS, true), standing(SENT, false))));
      take(show);
      assertThat(redis)
          .doesNotContainKeys("StuckTemplates", "Stuck:" + TEMPLATE, "StuckExamples:" + TEMPLATE)
          .containsEntry("Outcomes:" + TEMPLATE, Map.of("SENT", 1L))
          .containsEntry("Slowest:" + TEMPLATE, Map.of("1:ma", 1_000L))
          .containsEntry(
              "Latencies:" + TEMPLATE,
              Map.of(TAKEN_IN / (60 * MINUTE) + ":" + LatencyBuckets.of(1_000), 1L))
          .containsEntry(
              "RecentLatencies:" + TEMPLATE,
              Map.of(TAKEN_IN / MINUTE + ":" + LatencyBuckets.of(1_000), 1L));
    }
  }

  @Test
  void aLatencyThatALateStepCorrectsIsTakenOutAgain() throws Exception {
    Journey corrected = SENT.with(new Step(TAKEN_IN - 200_000, 10));
    try (var show = open()) {
      show.process(bundle(new JourneyChange("m", "a", null, standing(SENT, false))));
      show.process(
          bundle(new JourneyChange("m", "a", standing(SENT, false), standing(corrected, false))));
      take(show);
      assertThat(redis)
          .containsEntry(
              "Latencies:" + TEMPLATE,
              Map.of(TAKEN_IN / (60 * MINUTE) + ":" + LatencyBuckets.of(201_000), 1L))
          .containsEntry("Slowest:" + TEMPLATE, Map.of("1:ma", 201_000L));
    }
  }

  @Test
  void minutesAreShownForTwoHoursAndHoursAsLongAsJourneysAreKept() throws Exception {
    try (var show = open()) {
      show.process(bundle(new JourneyChange("m", "a", null, standing(SENT, false))));
      show.watermark(TAKEN_IN + 3 * 60 * MINUTE).processingTime(2 * MINUTE);
      take(show);
      assertThat(redis)
          .doesNotContainKey("RecentLatencies:" + TEMPLATE)
          .containsKey("Latencies:" + TEMPLATE);
      show.watermark(TAKEN_IN + KEEP.plusHours(2).toMillis()).processingTime(4 * MINUTE);
      take(show);
      assertThat(redis).doesNotContainKey("Latencies:" + TEMPLATE);
    }
  }

  @Test
  void afterARestartAllOfItIsToldAgainInPlaceOfWhatStandsThere() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var show = open()) {
      show.process(bundle(new JourneyChange("m", "a", null, standing(IN_PROGRESS, true))));
      take(show);
      checkpoint = show.checkpoint();
      show.process(bundle(new JourneyChange("n", "a", null, standing(SENT, false))));
      take(show);
    }
    redis.remove("Outcomes:" + TEMPLATE);
    redis.remove("StuckTemplates");
    redis.get("Stuck:" + TEMPLATE).put("7", 9L);
    try (var show = harness().restoring(checkpoint).open()) {
      show.processingTime(2 * MINUTE);
      take(show);
      assertThat(redis)
          .isEqualTo(
              Map.of(
                  "Outcomes:" + TEMPLATE,
                  Map.of("IN_PROGRESS", 1L),
                  "Stuck:" + TEMPLATE,
                  Map.of("" + TAKEN_IN / MINUTE, 1L),
                  "StuckTemplates",
                  Map.of("" + TEMPLATE, 1L),
                  "StuckExamples:" + TEMPLATE,
                  Map.of("1:ma", TAKEN_IN)));
    }
  }

  @Test
  void bundlesOfAnySizeAddUpToHowJourneysStand() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] states = {10, 10, 24, 30, 60, 64, 70, 40003};
    Map<Integer, Journey> journeys = new HashMap<>();
    Map<Integer, Standing> standings = new HashMap<>();
    try (var show = open()) {
      TemplateChanges bundle = TemplateChanges.none(TEMPLATE);
      for (int i = 0; i < 5_000; i++) {
        int journey = random.nextInt(300);
        Step step =
            new Step(TAKEN_IN + random.nextInt(7_200_000), states[random.nextInt(states.length)]);
        Journey more = journeys.getOrDefault(journey, Journey.EMPTY).with(step);
        boolean stuck = !more.outcome().kind().isResult() && random.nextBoolean();
        Standing stands = standing(more, stuck);
        bundle.add(new JourneyChange("m", "" + journey, standings.get(journey), stands));
        journeys.put(journey, more);
        standings.put(journey, stands);
        if (random.nextInt(100) == 0) {
          show.process(bundle);
          take(show);
          bundle = TemplateChanges.none(TEMPLATE);
        }
      }
      // One is stuck at the end, whatever was drawn: Redis has no key without fields.
      Standing waiting = standing(Journey.EMPTY.with(new Step(TAKEN_IN, 10)), true);
      bundle.add(new JourneyChange("m", "300", null, waiting));
      standings.put(300, waiting);
      show.process(bundle);
      take(show);
    }
    TemplateChanges expected = TemplateChanges.none(TEMPLATE);
    Map<String, Long> hours = new HashMap<>();
    standings.forEach(
        (journey, stands) -> {
          expected.add(new JourneyChange("m", "" + journey, null, stands));
          Latency latency = stands.latency();
          if (latency != null) {
            String bucket =
                latency.to() / (60 * MINUTE) + ":" + LatencyBuckets.of(latency.millis());
            hours.merge(bucket, 1L, Long::sum);
          }
        });
    assertThat(redis.get("Outcomes:" + TEMPLATE)).as("%s", seed).isEqualTo(expected.outcomes());
    assertThat(redis.get("Latencies:" + TEMPLATE)).as("%s", seed).isEqualTo(hours);
    Map<String, Long> stuck = new HashMap<>();
    expected.stuck().forEach((minute, count) -> stuck.put("" + minute, count));
    assertThat(redis.get("Stuck:" + TEMPLATE)).as("%s", seed).isEqualTo(stuck);
    assertThat(redis.get("StuckExamples:" + TEMPLATE)).hasSizeLessThanOrEqualTo(20).isNotEmpty();
    assertThat(redis.get("StuckTemplates"))
        .as("%s", seed)
        .containsOnly(
            Map.entry(
                "" + TEMPLATE, standings.values().stream().filter(Standing::isStuck).count()));
  }

  private static TemplateChanges bundle(JourneyChange... changes) {
    TemplateChanges bundle = TemplateChanges.none(TEMPLATE);
    for (JourneyChange change : changes) {
      bundle.add(change);
    }
    return bundle;
  }

  private static FunctionHarness<TemplateChanges, ShownValues> open() throws Exception {
    return harness().open();
  }

  private static FunctionHarness.Keyed<Long, TemplateChanges, ShownValues> harness() {
    return FunctionHarness.ofKeyed(new ShowJourneys(KEEP), TemplateChanges::businessId, Types.LONG);
  }

  /** Does what the sink does, in memory. */
  private void take(FunctionHarness<TemplateChanges, ShownValues> show) {
    for (ShownValues values : show.takeOutputs()) {
      Map<String, Long> key =
          values.whole()
              ? new HashMap<>()
              : new HashMap<>(redis.getOrDefault(values.key(), Map.of()));
      values
          .values()
          .forEach(
              (field, value) -> {
                if (value == ShownValues.GONE) {
                  key.remove(field);
                } else {
                  key.put(field, value);
                }
              });
      if (key.isEmpty()) {
        redis.remove(values.key());
      } else {
        redis.put(values.key(), key);
      }
    }
  }
}
