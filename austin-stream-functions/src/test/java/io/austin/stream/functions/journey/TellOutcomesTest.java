package io.austin.stream.functions.journey;

import static io.austin.stream.functions.journey.JourneyHarness.TAKEN_IN;
import static io.austin.stream.functions.journey.JourneyHarness.fold;
import static io.austin.stream.functions.journey.JourneyHarness.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.journey.Outcome.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TellOutcomesTest {
  private static final int[] STATES = {10, 24, 30, 60, 64, 70, 40003, -1};

  @Test
  void tellsEachChangeOfAnOutcomeAndNothingElse() throws Exception {
    try (var fold = fold().open()) {
      fold.process(step("m", TAKEN_IN, 10, "a"));
      fold.watermark(TAKEN_IN + Duration.ofMinutes(6).toMillis());
      fold.process(step("m", TAKEN_IN + 1, 10, "a"));
      fold.process(step("m", TAKEN_IN + 2, 70, "a"));
      fold.process(step("m", TAKEN_IN + 3, 40003, "a"));
      fold.process(step("m", TAKEN_IN + 9, 60, "a"));
      fold.process(step("m", TAKEN_IN + 8, 60, "a"));

      assertThat(told(fold.takeOutputs()))
          .extracting(OutcomeChange::outcome)
          .containsExactly(
              new Outcome(Kind.IN_PROGRESS, 10, TAKEN_IN),
              new Outcome(Kind.IN_PROGRESS, 10, TAKEN_IN + 1),
              new Outcome(Kind.FAILED, 70, TAKEN_IN + 2),
              new Outcome(Kind.FAILED, 40003, TAKEN_IN + 2),
              new Outcome(Kind.SENT, 60, TAKEN_IN + 9),
              new Outcome(Kind.SENT, 60, TAKEN_IN + 8));
    }
  }

  @Test
  void tellsThatNothingCameOfAMessage() throws Exception {
    try (var fold = fold().open()) {
      fold.process(step("m", TAKEN_IN, 10, "a"));
      fold.watermark(TAKEN_IN + Duration.ofDays(3).toMillis());

      assertThat(told(fold.takeOutputs()))
          .extracting(OutcomeChange::outcome)
          .containsExactly(
              new Outcome(Kind.IN_PROGRESS, 10, TAKEN_IN),
              new Outcome(Kind.NO_RESULT, 10, TAKEN_IN));
    }
  }

  /**
   * Without its <em>failed</em> a code is the failure; with it the outcome is what it was before.
   */
  @Test
  void anOutcomeThatComesBackIsNotTheSame() throws Exception {
    try (var fold = fold().open()) {
      fold.process(step("m", TAKEN_IN + 2, 10, "a"));
      fold.process(step("m", TAKEN_IN + 3, 40003, "a"));
      fold.process(step("m", TAKEN_IN + 1, 70, "a"));

      List<OutcomeChange> told = told(fold.takeOutputs());
      assertThat(told)
          .extracting(change -> change.outcome().kind())
          .containsExactly(Kind.IN_PROGRESS, Kind.FAILED, Kind.IN_PROGRESS);
      assertThat(told).doesNotHaveDuplicates();
    }
  }

  @Test
  void aCodeThatComesAgainAfterAnotherIsNotTheSame() throws Exception {
    try (var fold = fold().open()) {
      fold.process(step("m", TAKEN_IN + 9, 70, "a"));
      fold.process(step("m", TAKEN_IN + 1, -1, "a"));
      fold.process(step("m", TAKEN_IN + 2, 40003, "a"));
      fold.process(step("m", TAKEN_IN + 3, -1, "a"));

      List<OutcomeChange> told = told(fold.takeOutputs());
      assertThat(told)
          .extracting(change -> change.outcome().code())
          .containsExactly(70, -1, 40003, -1);
      assertThat(told).doesNotHaveDuplicates();
    }
  }

  @Test
  void inAnyOrderNoneComesTwiceAndTheLastIsTheSame() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<MessageStep> steps = new ArrayList<>();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        int state = STATES[random.nextInt(STATES.length)];
        steps.add(step("m", TAKEN_IN + random.nextInt(6), state, "a", "b"));
      }
      Set<Map<String, OutcomeChange>> lasts = new HashSet<>();
      for (int order = 0; order < 5; order++) {
        Collections.shuffle(steps, random);
        lasts.add(lastOf(steps, seed));
      }
      assertThat(lasts).as("seed %s: %s", seed, steps).hasSize(1);
    }
  }

  private static Map<String, OutcomeChange> lastOf(List<MessageStep> steps, long seed)
      throws Exception {
    Map<String, OutcomeChange> last = new HashMap<>();
    try (var fold = fold().open()) {
      for (MessageStep step : steps) {
        fold.process(step);
      }
      List<OutcomeChange> told = told(fold.takeOutputs());
      assertThat(told).as("seed %s: %s", seed, steps).doesNotHaveDuplicates();
      told.forEach(change -> last.put(change.receiver(), change));
    }
    return last;
  }

  private static List<OutcomeChange> told(List<JourneyChange> changes) throws Exception {
    List<OutcomeChange> told = new ArrayList<>();
    try (var tell =
        new OneInputStreamOperatorTestHarness<JourneyChange, OutcomeChange>(
            new StreamFlatMap<>(new TellOutcomes()))) {
      tell.open();
      for (JourneyChange change : changes) {
        tell.processElement(change, 0);
      }
      told.addAll(tell.extractOutputValues());
    }
    return told;
  }
}
