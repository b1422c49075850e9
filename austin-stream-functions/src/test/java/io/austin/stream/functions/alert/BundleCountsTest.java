package io.austin.stream.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.LatencyBuckets;
import io.austin.stream.functions.journey.FoldJourneys;
import io.austin.stream.functions.journey.JourneyChange;
import io.austin.stream.functions.journey.JourneyRules;
import io.austin.stream.functions.journey.MessageStep;
import io.austin.stream.test.harness.FunctionHarness;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What is counted of messages, behind the fold of their journeys. */
class BundleCountsTest {
  private static final long TEMPLATE = 2000000320221224L;
  private static final long MINUTE = 60_000;
  private static final long NOON = 1_671_451_200_000L;
  private static final JourneyRules JOURNEYS =
      new JourneyRules(
          Duration.ofMinutes(5), LocalTime.of(9, 30), ZoneOffset.UTC, Duration.ofDays(3));

  /** It knows that template 3 sends SMS, and nothing of others. */
  private static final TemplateChannels CHANNELS =
      new TemplateChannels() {
        private static final long serialVersionUID = 1L;

        @Override
        public Map<Long, Integer> find(Collection<Long> templates) {
          return templates.contains(3L) ? Map.of(3L, 30) : Map.of();
        }

        @Override
        public void close() {}
      };

  private static MessageStep step(long time, int state) {
    return step(TEMPLATE, time, state);
  }

  private static MessageStep step(long businessId, long time, int state) {
    return Objects.requireNonNull(
        MessageStep.of(
            AnchorInfo.builder()
                .businessId(businessId)
                .ids("r")
                .state(state)
                .logTimestamp(time)
                .messageId("m")
                .build()));
  }

  /** What is counted of a scope: by slot since noon, then by measure. */
  private static Map<Long, Map<Long, Long>> counted(
      String scope, List<MessageStep> steps, long... clocks) throws Exception {
    ScopeCounts sum = ScopeCounts.none(scope);
    try (var fold =
            FunctionHarness.keyed(
                new FoldJourneys(JOURNEYS), MessageStep::messageId, Types.STRING);
        var bundle =
            new OneInputStreamOperatorTestHarness<JourneyChange, ScopeCounts>(
                new BundleCounts(JOURNEYS, CHANNELS))) {
      bundle.open();
      for (MessageStep step : steps) {
        fold.process(step);
      }
      for (long clock : clocks) {
        fold.watermark(clock);
      }
      for (JourneyChange change : fold.takeOutputs()) {
        bundle.processElement(new StreamRecord<>(change));
      }
      assertThat(bundle.getOutput()).isEmpty();
      bundle.processWatermark(new Watermark(1));
      bundle.extractOutputValues().stream()
          .filter(counts -> counts.scope().equals(scope))
          .forEach(sum::addAll);
    }
    Map<Long, Map<Long, Long>> bySlot = new TreeMap<>();
    sum.slots()
        .forEach(
            (slot, counts) -> {
              if (!counts.isEmpty()) {
                bySlot.put(slot - NOON / AlertRule.SLOT, counts);
              }
            });
    return bySlot;
  }

  @Test
  void eachThingCountsOnceWhenItHappenedFirst() throws Exception {
    List<MessageStep> steps =
        List.of(
            step(NOON, 10),
            step(NOON, 10),
            step(NOON + 12_000, 40003),
            step(NOON + 25_000, 70),
            step(NOON + 70_000, 10),
            step(NOON + 85_000, 60),
            step(NOON + 95_000, 64));

    assertThat(counted("template 3", steps))
        .isEqualTo(
            Map.of(
                0L, Map.of(Measure.TAKEN_IN, 1L),
                1L, Map.of(Measure.FAILED, 1L),
                2L, Map.of(Measure.latency(LatencyBuckets.of(25_000)), 1L),
                8L, Map.of(Measure.SENT, 1L)));
  }

  @Test
  void aFailureCountsByItsCodeWhenThatWasGiven() throws Exception {
    assertThat(counted("everything", List.of(step(NOON, 10), step(NOON + 500, 40003))))
        .isEqualTo(
            Map.of(
                0L,
                Map.of(
                    Measure.TAKEN_IN,
                    1L,
                    Measure.FAILED,
                    1L,
                    Measure.code(40003),
                    1L,
                    Measure.latency(LatencyBuckets.of(500)),
                    1L)));
  }

  @Test
  void aMessageIsStuckFromItsTimeUntilItsAnswerHoweverItIsRead() throws Exception {
    List<MessageStep> steps = List.of(step(NOON, 10), step(NOON + 8 * MINUTE, 60));
    Map<Long, Map<Long, Long>> counts = counted("type real-time", steps);

    assertThat(counts.get(30L)).isEqualTo(Map.of(Measure.STUCK, 1L));
    assertThat(counts.get(48L)).containsEntry(Measure.STUCK, -1L);
    assertThat(counted("type real-time", steps, NOON + 20 * MINUTE)).isEqualTo(counts);
    // Nothing came of it for as long as it is kept: it is stuck no longer.
    assertThat(counted("everything", steps.subList(0, 1), NOON + 6 * MINUTE, NOON + 4_400 * MINUTE))
        .isEqualTo(Map.of(0L, Map.of(Measure.TAKEN_IN, 1L)));
  }

  @Test
  void theSumsAreTheSameInAnyOrderAndForAnotherDaysTemplate() throws Exception {
    List<MessageStep> steps = new ArrayList<>();
    int[] states = {10, 24, 10, 30, 40003, 70, 60, 64};
    for (int i = 0; i < states.length; i++) {
      // Held for the night and sent on the next day, as austin has it: two business ids.
      steps.add(step(TEMPLATE + (i > 1 ? 1 : 0), NOON + i * 7 * MINUTE, states[i]));
    }
    Map<Long, Map<Long, Long>> expected = counted("template 3", steps);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(steps, random);
      assertThat(counted("template 3", steps)).as("seed %s", seed).isEqualTo(expected);
    }
  }

  @Test
  void theScopesOfATemplateAreThoseThatRulesName() {
    assertThat(BundleCounts.scopes(BusinessId.of(20, 3, LocalDate.of(2022, 12, 24))))
        .containsExactly("type real-time", "template 3");
    assertThat(BundleCounts.scopes(BusinessId.of(10, 1, LocalDate.of(2022, 12, 24))))
        .containsExactly("type scheduled", "template 1");
  }

  @Test
  void aChannelCountsWhatItsTemplatesDoButForWhoIsStuck() throws Exception {
    List<MessageStep> steps = List.of(step(NOON, 10), step(NOON + 8 * MINUTE, 60));
    Map<Long, Map<Long, Long>> all = counted("template 3", steps);
    all.remove(30L);
    all.replaceAll((slot, counts) -> without(Measure.STUCK, counts));

    assertThat(all).containsOnlyKeys(0L, 48L);
    assertThat(counted("channel SMS", steps)).isEqualTo(all);
    assertThat(counted("channel SMS", List.of(step(2000000420221224L, NOON, 10)))).isEmpty();
    assertThat(counted("everything", List.of(step(17, NOON, 10)))).isNotEmpty();
  }

  private static Map<Long, Long> without(long measure, Map<Long, Long> counts) {
    Map<Long, Long> rest = new TreeMap<>(counts);
    rest.remove(measure);
    return rest;
  }

  @Test
  void anIncidentsIdIsOfRuleScopeAndBeginningAlone() {
    AlertRule rule =
        RuleFile.readOne(
                "{name: many-fail, kind: volume, of: everything, above: 1, window: 1m,"
                    + " text: {en: a, zh: b}}",
                true)
            .rules()
            .get(0);
    Incident incident = Incident.begun(rule, "template 12", NOON, new Incident.Reading(2, 2, 2));

    assertThat(incident.id()).isEqualTo("79bfe149a57a73d5218356ca5fa70adb");
    assertThat(incident.toJson())
        .startsWith("{\"incident\":\"79bfe149a57a73d5218356ca5fa70adb\",\"state\":")
        .contains("\"kind\":\"volume\"", "\"bound\":1.0", "\"share\":false")
        .doesNotContain("ended\":");
  }
}
