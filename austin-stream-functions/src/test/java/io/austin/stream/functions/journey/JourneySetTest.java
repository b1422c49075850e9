package io.austin.stream.functions.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.journey.MessageJourneys.Open;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A journey is a set: how its steps come makes no difference, and its bytes hold all of it. */
class JourneySetTest {
  private static final int[] STATES = {10, 20, 22, 24, 30, 40, 50, 60, 64, 70, -1, 0, 40003};
  private static final int CASES = 5_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void anyOrderRepetitionSplitAndMergeGiveTheSame() {
    for (int i = 0; i < CASES; i++) {
      List<Step> steps = randomSteps();
      Journey expected = Journey.of(steps);

      List<Step> shuffled = new ArrayList<>(steps);
      for (int repeated = random.nextInt(5); repeated > 0; repeated--) {
        shuffled.add(steps.get(random.nextInt(steps.size())));
      }
      Collections.shuffle(shuffled, random);
      Journey oneByOne = Journey.EMPTY;
      for (Step step : shuffled) {
        oneByOne = oneByOne.with(step);
      }
      assertThat(oneByOne).as("one by one, seed %s, case %s", seed, i).isEqualTo(expected);
      assertThat(split(shuffled, 3)).as("merged, seed %s, case %s", seed, i).isEqualTo(expected);
    }
  }

  /** Deals the steps out at random, some to several, and merges as a tree. */
  private Journey split(List<Step> steps, int depth) {
    if (depth == 0 || steps.size() < 2) {
      return Journey.of(steps);
    }
    List<Step> left = new ArrayList<>();
    List<Step> right = new ArrayList<>();
    for (Step step : steps) {
      int where = random.nextInt(3);
      if (where != 0) {
        left.add(step);
      }
      if (where != 1) {
        right.add(step);
      }
    }
    return split(left, depth - 1).merge(split(right, depth - 1));
  }

  @Test
  void aLongOneKeepsItsBeginningAndItsEnd() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      steps.add(new Step(i, 10));
    }
    assertThat(Journey.of(steps).steps())
        .extracting(Step::time)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 92L, 93L, 94L, 95L, 96L, 97L, 98L, 99L);
  }

  @Test
  void allOfItComesBackFromItsBytes() throws Exception {
    for (int i = 0; i < CASES; i++) {
      MessageJourneys message = MessageJourneys.begun(1 + random.nextLong(Long.MAX_VALUE - 1));
      message.wakeAt(random.nextBoolean() ? MessageJourneys.NO_TIMER : random.nextLong(1L << 42));
      message.addFurther(random.nextInt(100_000));
      Open open = randomOpen();
      for (int receiver = random.nextInt(20); receiver > 0; receiver--) {
        open = random.nextBoolean() ? open : randomOpen();
        message.receivers().put("收件人" + receiver + "@example.com", open);
      }
      MessageJourneys read = MessageJourneys.fromBytes(message.toBytes());
      assertThat(read)
          .as("seed %s, case %s", seed, i)
          .usingRecursiveComparison()
          .isEqualTo(message);
      assertThat(MessageJourneys.openFromBytes(MessageJourneys.toBytes(open))).isEqualTo(open);
    }
  }

  private Open randomOpen() {
    return new Open(Journey.of(randomSteps()), random.nextBoolean());
  }

  private List<Step> randomSteps() {
    TreeSet<Step> steps = new TreeSet<>();
    int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 6);
    long begin = random.nextBoolean() ? random.nextLong(Long.MAX_VALUE - 100) : 1_700_000_000_000L;
    for (int i = 0; i < count; i++) {
      int state =
          random.nextInt(10) == 0 ? random.nextInt() : STATES[random.nextInt(STATES.length)];
      steps.add(new Step(begin + random.nextInt(30), state));
    }
    return new ArrayList<>(steps);
  }
}
