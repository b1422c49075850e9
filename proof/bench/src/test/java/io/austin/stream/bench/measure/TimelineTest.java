package io.austin.stream.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.austin.stream.bench.measure.Timeline.Point;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long SECOND = 1_000_000_000L;

  private final Timeline timeline = new Timeline(point(0, 0));

  @Test
  void aRunBeginsWithTheFirstEventInRedis() {
    timeline.add(point(5, 100));
    timeline.add(point(15, 1_100));

    assertThat(timeline.secondsToFirst()).isEqualTo(5);
    assertThat(timeline.seconds()).isEqualTo(10);
    assertThat(timeline.perSecond()).isEqualTo(100);
  }

  @Test
  void theWarmPartBeginsWhereThirtyPerCentAreOver() {
    timeline.add(point(1, 10));
    timeline.add(point(9, 290));
    timeline.add(point(10, 300));
    timeline.add(point(11, 1_000));

    assertThat(timeline.steadyPerSecond()).isEqualTo(700);
  }

  @Test
  void whatIsAppliedAtOnceCountsFromTheStart() {
    timeline.add(point(2, 1_000));

    assertThat(timeline.perSecond()).isEqualTo(500);
    assertThat(timeline.steadyPerSecond()).isEqualTo(500);
  }

  @Test
  void eachTenthHasItsSpeed() {
    timeline.add(point(1, 1));
    for (int tenth = 1; tenth <= 10; tenth++) {
      timeline.add(point(1 + tenth, 100L * tenth));
    }

    assertThat(timeline.tenths()).hasSize(10);
    assertThat(timeline.tenths().get(9)).isCloseTo(100, within(1e-9));
  }

  private static Point point(long seconds, long applied) {
    return new Point(seconds * SECOND, applied, new CpuTimes(Map.of()), new CoreTime(0, 0, 0));
  }
}
