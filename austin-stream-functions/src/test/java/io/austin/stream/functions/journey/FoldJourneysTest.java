package io.austin.stream.functions.journey;

import static io.austin.stream.functions.journey.JourneyHarness.MINUTE;
import static io.austin.stream.functions.journey.JourneyHarness.TAKEN_IN;
import static io.austin.stream.functions.journey.JourneyHarness.TEMPLATE;
import static io.austin.stream.functions.journey.JourneyHarness.fold;
import static io.austin.stream.functions.journey.JourneyHarness.standing;
import static io.austin.stream.functions.journey.JourneyHarness.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.functions.journey.Outcome.Kind;
import io.austin.stream.test.harness.FunctionHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fold of journeys, with its state on the heap and in RocksDB. */
class FoldJourneysTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void tellsEveryChangeOfHowAJourneyStandsAndNothingElse(StateBackend backend) throws Exception {
    Journey takenIn = Journey.of(new Step(TAKEN_IN, 10));
    Journey sent = takenIn.with(new Step(TAKEN_IN + 30, 60));
    try (var fold = fold().in(backend).open()) {
      fold.process(step("m", TAKEN_IN, 10, "a"))
          .expectOutput(new JourneyChange("m", "a", null, standing(takenIn, false)))
          .process(step("m", TAKEN_IN, 10, "a"))
          .expectNoMoreOutput()
          .process(step("m", TAKEN_IN + 30, 60, "a"))
          .expectOutput(
              new JourneyChange("m", "a", standing(takenIn, false), standing(sent, false)))
          .process(step("m", TAKEN_IN + 50, 60, "a"))
          .expectNoMoreOutput();
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void isStuckByTheClockAloneAndNoLongerOnceAResultComes(StateBackend backend) throws Exception {
    Journey takenIn = Journey.of(new Step(TAKEN_IN, 10));
    Journey sent = takenIn.with(new Step(TAKEN_IN + 6 * MINUTE, 60));
    try (var fold = fold().in(backend).open()) {
      fold.process(step("m", TAKEN_IN, 10, "a")).nextOutput();
      fold.watermark(TAKEN_IN + 5 * MINUTE - 1)
          .expectNoMoreOutput()
          .watermark(TAKEN_IN + 5 * MINUTE)
          .expectOutput(
              new JourneyChange("m", "a", standing(takenIn, false), standing(takenIn, true)))
          .watermark(TAKEN_IN + DAY)
          .expectNoMoreOutput()
          .process(step("m", TAKEN_IN + 6 * MINUTE, 60, "a"))
          .expectOutput(new JourneyChange("m", "a", standing(takenIn, true), standing(sent, false)))
          .expectNoMoreOutput();
    }
  }

  @Test
  void aHeldMessageIsStuckOnlyWhenItShouldHaveBeenSent() throws Exception {
    long nineThirty = TAKEN_IN - TAKEN_IN % DAY + 9 * HOUR + 30 * MINUTE;
    try (var fold = fold().open()) {
      fold.process(step("m", TAKEN_IN, 10, "a")).process(step("m", TAKEN_IN + 1, 24, "a"));
      fold.takeOutputs();
      fold.watermark(nineThirty - 1).expectNoMoreOutput().watermark(nineThirty);
      assertThat(fold.nextOutput().after())
          .satisfies(
              held -> {
                assertThat(held.outcome()).isEqualTo(Kind.HELD);
                assertThat(held.isStuck()).isTrue();
              });
      fold.process(step("m", nineThirty + MINUTE, 10, "a"));
      assertThat(fold.nextOutput().after())
          .satisfies(
              sentOn -> {
                assertThat(sentOn.outcome()).isEqualTo(Kind.IN_PROGRESS);
                assertThat(sentOn.isStuck()).isFalse();
              });
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theStateGoesAnHourAfterAResultAndAfterThreeDaysWithout(StateBackend backend)
      throws Exception {
    try (var fold = fold().in(backend).open()) {
      fold.process(step("sent", TAKEN_IN, 60, "a"))
          .process(step("open", TAKEN_IN, 10, "a"))
          .watermark(TAKEN_IN + HOUR - 1);
      fold.takeOutputs();
      fold.process(step("sent", TAKEN_IN, 60, "a")).expectNoMoreOutput().watermark(TAKEN_IN + HOUR);
      // The same step opens the journey anew: nothing is known of it any more.
      fold.process(step("sent", TAKEN_IN, 60, "a"));
      assertThat(fold.takeOutputs()).hasSize(1).allMatch(change -> change.before() == null);

      fold.watermark(TAKEN_IN + 3 * DAY);
      assertThat(fold.takeOutputs())
          .singleElement()
          .satisfies(
              change -> {
                assertThat(change.messageId()).isEqualTo("open");
                assertThat(change.before().isStuck()).isTrue();
                assertThat(change.after().outcome()).isEqualTo(Kind.NO_RESULT);
                assertThat(change.after().isStuck()).isFalse();
              });
      fold.watermark(TAKEN_IN + 9 * DAY).expectNoMoreOutput();
    }
  }

  @Test
  void aStepAtTheEndOfTimeIsNeitherStuckNorEnds() throws Exception {
    try (var fold = fold().open()) {
      fold.process(step("m", Long.MAX_VALUE, 10, "a"))
          .process(step("n", Long.MAX_VALUE - 1, 24, "a"))
          .watermark(TAKEN_IN);
      assertThat(fold.takeOutputs()).hasSize(2).noneMatch(change -> change.after().isStuck());
    }
  }

  @Test
  void whatWasTakenInLongAgoOpensNothing() throws Exception {
    try (var fold = fold().open()) {
      fold.watermark(TAKEN_IN + 3 * DAY + 1)
          .process(step("m", TAKEN_IN, 10, "a"))
          .expectNoMoreOutput()
          .expectCounter("journeys.stepsTooOld", 1)
          .process(step("m", TAKEN_IN + 1, 10, "a"));
      assertThat(fold.takeOutputs()).hasSize(1);
    }
  }

  @Test
  void countsWhatItLeavesOutAndLatenciesThatAreNone() throws Exception {
    try (var fold = fold().open()) {
      for (int i = 0; i < 20; i++) {
        fold.process(step("m", TAKEN_IN + i, 10, "a"));
      }
      fold.expectCounter("journeys.stepsLeftOut", 4)
          .process(step("n", TAKEN_IN, 60, "a"))
          .process(step("n", TAKEN_IN + 2, 10, "a"))
          .process(step("n", TAKEN_IN + 1, 64, "a"))
          .expectCounter("journeys.negativeLatencies", 1);
    }
  }

  @Test
  void aMessageBelongsToTheDayOfItsSmallestBusinessId() throws Exception {
    try (var fold = fold().open()) {
      fold.process(step("m", TAKEN_IN, 10, "a"));
      fold.takeOutputs();
      AnchorInfo earlier =
          AnchorInfo.builder()
              .businessId(TEMPLATE - 1)
              .ids("b")
              .state(10)
              .logTimestamp(TAKEN_IN)
              .messageId("m")
              .build();
      fold.process(step(earlier));
      assertThat(fold.takeOutputs())
          .extracting(JourneyChange::receiver, change -> change.after().businessId())
          .containsExactly(tuple("a", TEMPLATE - 1), tuple("b", TEMPLATE - 1));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void manyReceiversAreAsManyJourneys(StateBackend backend) throws Exception {
    String[] receivers = receivers(1_000);
    try (var fold = fold().in(backend).open()) {
      fold.process(step("m", TAKEN_IN, 10, receivers));
      assertThat(fold.takeOutputs()).hasSize(1_000);
      fold.process(step("m", TAKEN_IN + 1, 60, Arrays.copyOf(receivers, 900)));
      assertThat(fold.takeOutputs()).hasSize(900);
      fold.watermark(TAKEN_IN + 5 * MINUTE);
      assertThat(fold.takeOutputs()).hasSize(100).allMatch(change -> change.after().isStuck());
      fold.watermark(TAKEN_IN + 2 * HOUR).process(step("m", TAKEN_IN + HOUR, 60, receivers[950]));
      assertThat(fold.takeOutputs())
          .singleElement()
          .satisfies(change -> assertThat(change.before().isStuck()).isTrue());
      fold.watermark(TAKEN_IN + 3 * DAY);
      assertThat(fold.takeOutputs())
          .hasSize(99)
          .allMatch(change -> change.after().outcome() == Kind.NO_RESULT);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anyOrderEndsAsThePlainFoldDoesAcrossRestartsAndRescalings(StateBackend backend)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<MessageStep> events = randomEvents(random);
    Map<String, Journey> expected = new HashMap<>();
    for (MessageStep event : events) {
      for (String receiver : event.receivers()) {
        expected.merge(event.messageId() + receiver, Journey.of(event.step()), Journey::merge);
      }
    }
    Collections.shuffle(events, random);
    Map<String, Standing> last = new HashMap<>();
    OperatorSubtaskState[] checkpoint = {};
    int parts = 4;
    for (int part = 0; part < parts; part++) {
      List<MessageStep> some =
          events.subList(part * events.size() / parts, (part + 1) * events.size() / parts);
      checkpoint = foldSome(1 + random.nextInt(3), some, checkpoint, backend, last);
    }
    assertThat(last).as("seed %s", seed).hasSameSizeAs(expected);
    expected.forEach(
        (journey, steps) ->
            assertThat(last.get(journey)).as("seed %s", seed).isEqualTo(standing(steps, false)));
  }

  /** Each subtask sees the events of its keys; a change goes on from where the last one ended. */
  private static OperatorSubtaskState[] foldSome(
      int parallelism,
      List<MessageStep> events,
      OperatorSubtaskState[] restored,
      StateBackend backend,
      Map<String, Standing> last)
      throws Exception {
    List<OperatorSubtaskState> checkpoint = new ArrayList<>();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      try (var fold = fold().in(backend).subtask(subtask, parallelism).restoring(restored).open()) {
        for (MessageStep event : events) {
          if (JourneyHarness.subtaskOf(event.messageId(), parallelism) == subtask) {
            fold.process(event);
          }
        }
        for (JourneyChange change : fold.takeOutputs()) {
          String journey = change.messageId() + change.receiver();
          assertThat(change.before()).isEqualTo(last.put(journey, change.after()));
        }
        checkpoint.add(fold.checkpoint());
      }
    }
    return checkpoint.toArray(OperatorSubtaskState[]::new);
  }

  private static List<MessageStep> randomEvents(Random random) {
    int[] states = {10, 10, 24, 30, 60, 64, 70, 40003};
    String[] receivers = receivers(400);
    List<MessageStep> events = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      int message = random.nextInt(100);
      int count = message == 0 ? 1 + random.nextInt(300) : 1;
      int from = random.nextInt(message == 0 ? 100 : 3);
      long time = TAKEN_IN + random.nextInt(1_000);
      events.add(
          step(
              "m" + message + "-",
              time,
              states[random.nextInt(states.length)],
              Arrays.copyOfRange(receivers, from, from + count)));
    }
    return events;
  }

  /** A savepoint of version 1 of the state goes on as if the job had never stopped. */
  @Test
  void aSavepointOfTheFirstVersionIsRestored() throws Exception {
    OperatorSubtaskState savepoint =
        OperatorSnapshotUtil.readStateHandle(
            Path.of(getClass().getResource("fold-journeys-1.savepoint").toURI()).toString());
    try (var fold = fold().restoring(savepoint).open()) {
      checkSavepoint(fold);
    }
  }

  /** With {@code -Dsavepoint.file=FILE} the savepoint is kept: that is how the other was made. */
  @Test
  void aSavepointOfThisVersionIsRestored(@TempDir Path directory) throws Exception {
    String file =
        System.getProperty("savepoint.file", directory.resolve("fold-journeys").toString());
    try (var fold = fold().open()) {
      fold.process(step("one", TAKEN_IN, 10, "a"))
          .process(step("stuck", TAKEN_IN, 10, "a", "b"))
          .process(step("many", TAKEN_IN, 10, receivers(300)))
          .process(step("one", TAKEN_IN + 1, 24, "a"))
          .watermark(TAKEN_IN + 5 * MINUTE);
      OperatorSnapshotUtil.writeStateHandle(fold.checkpoint(), file);
    }
    try (var fold = fold().restoring(OperatorSnapshotUtil.readStateHandle(file)).open()) {
      checkSavepoint(fold);
    }
  }

  private static void checkSavepoint(FunctionHarness<MessageStep, JourneyChange> fold)
      throws Exception {
    fold.process(step("one", TAKEN_IN + 2, 60, "a"));
    assertThat(fold.nextOutput().before().outcome()).isEqualTo(Kind.HELD);
    fold.process(step("stuck", TAKEN_IN + 2, 60, "b"));
    assertThat(fold.nextOutput().before().isStuck()).isTrue();
    fold.process(step("many", TAKEN_IN + 2, 60, receivers(300)));
    assertThat(fold.takeOutputs()).hasSize(300).allMatch(change -> change.before().isStuck());
    fold.watermark(TAKEN_IN + 3 * DAY);
    assertThat(fold.takeOutputs())
        .extracting(JourneyChange::messageId, JourneyChange::receiver)
        .containsExactly(tuple("stuck", "a"));
  }

  private static String[] receivers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "138" + i).toArray(String[]::new);
  }
}
