package io.austin.stream.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.SimpleAnchorInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever of the events the archive has and whatever Redis has: all, and each once. */
class TimelineTest {
  private static final int TIMES = 2_000;

  @Test
  void nothingIsTwiceAndNothingIsMissing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int time = 0; time < TIMES; time++) {
      List<SimpleAnchorInfo> all = events(random);
      // Each has a run of them in the order in which they came, and together they have all.
      int committed = random.nextInt(all.size() + 1);
      int kept = random.nextInt(committed + 1);
      List<SimpleAnchorInfo> joined =
          Timeline.joined(
              newestFirst(all.subList(0, committed)), newestFirst(all.subList(kept, all.size())));

      assertThat(joined)
          .as("seed %d, time %d", seed, time)
          .containsExactlyInAnyOrderElementsOf(expected(all, committed, kept))
          .isSortedAccordingTo(Comparator.comparingLong(SimpleAnchorInfo::getTimestamp).reversed());
    }
  }

  /** Of alike events as many as there are, unless neither has them all. */
  private static List<SimpleAnchorInfo> expected(
      List<SimpleAnchorInfo> all, int committed, int kept) {
    List<SimpleAnchorInfo> expected = new ArrayList<>();
    for (SimpleAnchorInfo event : all.stream().distinct().toList()) {
      int archived = Collections.frequency(all.subList(0, committed), event);
      int inRedis = Collections.frequency(all.subList(kept, all.size()), event);
      expected.addAll(Collections.nCopies(Math.max(archived, inRedis), event));
    }
    return expected;
  }

  private static List<SimpleAnchorInfo> events(Random random) {
    List<SimpleAnchorInfo> events = new ArrayList<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      events.add(
          SimpleAnchorInfo.of(
              1, random.nextInt(2), random.nextInt(3), random.nextBoolean() ? null : "m"));
    }
    return events;
  }

  private static List<SimpleAnchorInfo> newestFirst(List<SimpleAnchorInfo> events) {
    return events.stream()
        .sorted(Comparator.comparingLong(SimpleAnchorInfo::getTimestamp).reversed())
        .toList();
  }

  @Test
  void ofAlikeEventsThereAreAsManyAsTheOneHasThatHasMore() {
    SimpleAnchorInfo event = SimpleAnchorInfo.of(1, 10, 5, null);

    assertThat(Timeline.joined(List.of(event, event), List.of(event))).hasSize(2);
    assertThat(Timeline.joined(List.of(event), List.of(event, event))).hasSize(2);
    assertThat(Timeline.joined(List.of(), List.of(event))).hasSize(1);
  }
}
