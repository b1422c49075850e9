package io.austin.stream.functions.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.functions.alert.AlertRule.Severity;
import io.austin.stream.functions.journey.ShownValues;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Redis is to show of incidents, as whoever writes what is told has it in the end. */
class ShowIncidentsTest {
  private static final Duration KEEP = Duration.ofDays(3);
  private static final long NOW = 1_795_687_460_000L;

  private @Nullable OneInputStreamOperatorTestHarness<Incident, ShownValues> operator;
  private final Map<String, Map<String, Long>> redis = new TreeMap<>();

  @AfterEach
  void close() throws Exception {
    if (operator != null) {
      operator.close();
    }
  }

  @Test
  void atTheStartItIsSaidThatNoneIsOpenInPlaceOfWhateverStandsThere() throws Exception {
    redis.put(JourneyKeys.OPEN_INCIDENTS, new HashMap<>(Map.of("of another attempt", 1L)));
    start(null);

    assertThat(redis)
        .containsEntry(JourneyKeys.INCIDENTS, Map.of("info", 0L, "warning", 0L, "critical", 0L))
        .containsEntry(JourneyKeys.OPEN_INCIDENTS, Map.of())
        .containsEntry(JourneyKeys.ENDED_INCIDENTS, Map.of());
  }

  @Test
  void anIncidentIsOpenUntilItEnded() throws Exception {
    start(null);
    Incident opened = incident(1, Severity.CRITICAL);
    take(opened).clock(NOW);
    assertThat(redis.get(JourneyKeys.INCIDENTS)).containsEntry("critical", 1L);
    assertThat(redis.get(JourneyKeys.OPEN_INCIDENTS))
        .isEqualTo(Map.of(opened.toJson(), opened.opened()));

    Incident ended = opened.ended(NOW + 60_000);
    take(ended).clock(NOW + 70_000);
    assertThat(redis.get(JourneyKeys.INCIDENTS)).containsEntry("critical", 0L);
    assertThat(redis.get(JourneyKeys.OPEN_INCIDENTS)).isEmpty();
    assertThat(redis.get(JourneyKeys.ENDED_INCIDENTS))
        .isEqualTo(Map.of(ended.toJson(), ended.ended()));
  }

  @Test
  void aRestartKnowsAndTellsAllOfThem() throws Exception {
    start(null);
    Incident open = incident(1, Severity.WARNING);
    Incident ended = incident(2, Severity.WARNING).ended(NOW + 60_000);
    take(open).take(ended).clock(NOW + 70_000);
    Map<String, Map<String, Long>> before = new TreeMap<>(redis);
    OperatorSubtaskState checkpoint = operator().snapshot(1, 1);
    operator().close();
    redis.clear();

    start(checkpoint);
    assertThat(redis).isEqualTo(before).containsKey(JourneyKeys.OPEN_INCIDENTS);
  }

  @Test
  void ofTooManyTheWorstAreShownAndAllAreCounted() throws Exception {
    start(null);
    Incident worst = incident(0, Severity.CRITICAL);
    for (int i = 1; i <= ShowIncidents.MOST + 5; i++) {
      take(incident(i, Severity.INFO));
    }
    take(worst).clock(NOW);
    assertThat(redis.get(JourneyKeys.INCIDENTS))
        .isEqualTo(Map.of("info", ShowIncidents.MOST + 5L, "warning", 0L, "critical", 1L));
    assertThat(redis.get(JourneyKeys.OPEN_INCIDENTS))
        .hasSize(ShowIncidents.MOST)
        .containsKey(worst.toJson());

    for (int i = 1; i <= ShowIncidents.MOST + 5; i++) {
      take(incident(i, Severity.INFO).ended(NOW + i));
    }
    clock(NOW);
    assertThat(redis.get(JourneyKeys.OPEN_INCIDENTS)).containsOnlyKeys(worst.toJson());
    assertThat(redis.get(JourneyKeys.ENDED_INCIDENTS).values())
        .hasSize(ShowIncidents.MOST)
        .allMatch(ended -> ended > NOW + 5);
  }

  @Test
  void whatEndedIsForgottenAndWhatIsOpenIsToldAgainBeforeItExpires() throws Exception {
    start(null);
    Incident open = incident(1, Severity.WARNING);
    take(open).take(incident(2, Severity.WARNING).ended(NOW)).clock(NOW + KEEP.toMillis());
    assertThat(redis.get(JourneyKeys.ENDED_INCIDENTS)).hasSize(1);
    clock(NOW + KEEP.toMillis() + 1);
    assertThat(redis.get(JourneyKeys.ENDED_INCIDENTS)).isEmpty();

    redis.clear();
    clock(NOW + KEEP.toMillis() + 2);
    assertThat(redis).isEmpty();
    operator().setProcessingTime(KEEP.toMillis() / 2);
    write();
    assertThat(redis.get(JourneyKeys.OPEN_INCIDENTS)).containsOnlyKeys(open.toJson());
  }

  @Test
  void rulesHoldBackNoClock() throws Exception {
    OneInputStreamOperatorTestHarness<Incident, ShownValues> started = started(null);
    assertThat(started.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
  }

  private static Incident incident(int template, Severity severity) {
    return Incidents.open("many-fail", "template " + template, severity, NOW);
  }

  private void start(@Nullable OperatorSubtaskState checkpoint) throws Exception {
    started(checkpoint);
    write();
  }

  private OneInputStreamOperatorTestHarness<Incident, ShownValues> started(
      @Nullable OperatorSubtaskState checkpoint) throws Exception {
    operator = new OneInputStreamOperatorTestHarness<>(new ShowIncidents(KEEP));
    if (checkpoint != null) {
      operator.initializeState(checkpoint);
    }
    operator.open();
    operator.setProcessingTime(1);
    return operator;
  }

  private ShowIncidentsTest take(Incident incident) throws Exception {
    operator().processElement(incident, 0);
    return this;
  }

  private void clock(long time) throws Exception {
    operator().processWatermark(time);
    write();
  }

  private OneInputStreamOperatorTestHarness<Incident, ShownValues> operator() {
    if (operator == null) {
      throw new IllegalStateException("start comes first");
    }
    return operator;
  }

  /** Does to what Redis holds what the sink does. */
  private void write() {
    for (ShownValues values : operator().extractOutputValues()) {
      Map<String, Long> held = redis.computeIfAbsent(values.key(), key -> new HashMap<>());
      if (values.whole()) {
        held.clear();
      }
      held.putAll(values.values());
      held.values().removeIf(value -> value == ShownValues.GONE);
    }
    operator().getOutput().clear();
  }
}
