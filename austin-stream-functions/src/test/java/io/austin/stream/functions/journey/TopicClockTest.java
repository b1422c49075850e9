package io.austin.stream.functions.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicClockTest {
  private static final String TOPIC = "austinLog";
  private static final long NOW = 1_671_864_869_000L;
  private static final long HOUR = 3_600_000;

  private final TopicClock clock = new TopicClock();

  @BeforeEach
  void start() {
    clock.start(TOPIC, 0, 0);
    clock.start(TOPIC, 1, 0);
  }

  @Test
  void itDoesNotGoBeforeEachPartitionHasATime() {
    assertThat(new TopicClock().time(NOW)).isEqualTo(TopicClock.NEVER);
    assertThat(clock.time(NOW)).isEqualTo(TopicClock.NEVER);
    clock.readUpTo(TOPIC, 0, 0, NOW - 5);
    assertThat(clock.time(NOW)).isEqualTo(TopicClock.NEVER);
    clock.readUpTo(TOPIC, 1, 0, NOW - 9);

    assertThat(clock.time(NOW)).isEqualTo(NOW - 9);
  }

  @Test
  void aTimeCountsWhenItsRecordsHaveComeBy() {
    clock.readUpTo(TOPIC, 0, 0, NOW);
    clock.readUpTo(TOPIC, 1, 2, NOW - 9);
    clock.record(TOPIC, 1, 0);
    assertThat(clock.time(NOW)).isEqualTo(TopicClock.NEVER);
    clock.record(TOPIC, 1, 1);

    assertThat(clock.time(NOW)).isEqualTo(NOW - 9);
  }

  @Test
  void aBacklogTellsTheTimeByItsEvents() {
    clock.readUpTo(TOPIC, 0, 0, NOW);
    backlog(1, 0, TopicClock.LAST, NOW - HOUR);
    assertThat(clock.time(NOW)).isEqualTo(NOW - HOUR);
    backlog(1, TopicClock.LAST, TopicClock.LAST, NOW - HOUR / 2);
    backlog(1, 2 * TopicClock.LAST, 1, NOW - HOUR / 4);

    assertThat(clock.time(NOW)).isEqualTo(NOW - HOUR / 2);
  }

  @Test
  void fewEventsTellNoTime() {
    clock.readUpTo(TOPIC, 0, 0, NOW);
    backlog(1, 0, TopicClock.LAST - 1, NOW - HOUR);

    assertThat(clock.time(NOW)).isEqualTo(TopicClock.NEVER);
  }

  @Test
  void oneProducersClockThatIsAheadDoesNotDriveIt() {
    clock.readUpTo(TOPIC, 0, 0, NOW);
    backlog(1, 0, TopicClock.LAST / 2, NOW + 100 * HOUR);
    backlog(1, TopicClock.LAST / 2, 1, NOW - HOUR);
    backlog(1, TopicClock.LAST / 2 + 1, TopicClock.LAST, NOW + 100 * HOUR);

    assertThat(clock.time(NOW)).isEqualTo(NOW - HOUR);
  }

  @Test
  void itIsNeverAheadOfNow() {
    backlog(0, 0, TopicClock.LAST, NOW + 100 * HOUR);
    backlog(1, 0, TopicClock.LAST, Long.MAX_VALUE);

    assertThat(clock.time(NOW)).isEqualTo(NOW);
  }

  @Test
  void aNewPartitionStopsItUntilItHasATime() {
    clock.readUpTo(TOPIC, 0, 0, NOW);
    clock.readUpTo(TOPIC, 1, 0, NOW);
    clock.start("more", 1, 50);
    assertThat(clock.time(NOW)).isEqualTo(TopicClock.NEVER);
    clock.readUpTo("more", 1, 50, NOW - 7);

    assertThat(clock.time(NOW)).isEqualTo(NOW - 7);
  }

  private void backlog(int partition, int from, int events, long time) {
    IntStream.range(from, from + events)
        .forEach(
            offset -> {
              clock.record(TOPIC, partition, offset);
              clock.event(TOPIC, partition, time);
            });
  }
}
