package io.austin.stream.console.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.progress.JourneyClock.Verdict;
import io.austin.stream.console.redis.JourneyReader.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far journeys are known, by what their job says and Redis' clock. */
class JourneyClockTest {
  private static final long NOW = 1_671_864_869_000L;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  private Optional<Long> clock = Optional.of(NOW - SECOND);
  private Optional<Long> written = Optional.of(NOW - SECOND);
  private Optional<Long> begun = Optional.of(NOW - 10 * MINUTE);

  @Test
  void aJobThatHasReadEverythingVouches() {
    assertThat(verdict()).isEqualTo(Verdict.LIVE);
    assertThat(verdict().vouches()).isTrue();
  }

  @Test
  void withoutAWordThereIsNoJob() {
    clock = written = begun = Optional.empty();
    assertThat(verdict()).isEqualTo(Verdict.NO_JOB);
    assertThat(verdict().tells()).isFalse();
  }

  @Test
  void anAttemptThatBeganTellsNothingUntilItHasToldEverything() {
    begun = Optional.of(NOW - 2 * SECOND);
    assertThat(verdict()).isEqualTo(Verdict.STARTING);
    assertThat(verdict().tells()).isFalse();
    written = Optional.of(NOW - 20 * SECOND); // of the attempt before
    assertThat(verdict()).isEqualTo(Verdict.STARTING);
    written = clock = Optional.empty();
    assertThat(verdict()).isEqualTo(Verdict.STARTING);
    begun = Optional.of(NOW - 30 * SECOND);
    written = clock = Optional.of(NOW - 15 * SECOND);
    assertThat(verdict()).isEqualTo(Verdict.LIVE);
  }

  @Test
  void aJobThatSaysNothingAnyMoreIsNotReporting() {
    written = clock = Optional.of(NOW - MINUTE - 1);
    assertThat(verdict()).isEqualTo(Verdict.NOT_REPORTING);
    assertThat(verdict().vouches()).isFalse();
    begun = written;
    written = clock = Optional.empty();
    assertThat(verdict()).isEqualTo(Verdict.NOT_REPORTING);
  }

  @Test
  void aBacklogIsBehind() {
    clock = Optional.of(NOW - 2 * MINUTE);
    assertThat(verdict()).isEqualTo(Verdict.BEHIND);
    clock = Optional.empty();
    assertThat(verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(verdict().vouches()).isFalse();
  }

  @Test
  void aClockThatIsAheadHidesForHowLongItSaidNothing() {
    written = clock = Optional.of(NOW + MINUTE + 1);
    assertThat(verdict()).isEqualTo(Verdict.CLOCK_DIFFERS);
    assertThat(verdict().vouches()).isFalse();
  }

  @Test
  void aClockOfRedisThatWasSetBackDoesSoToo() {
    long now = NOW + 30 * MINUTE;
    Progress told = new Progress(clock, written, begun, Optional.of(NOW));

    assertThat(JourneyClock.of(told, now).verdict()).isEqualTo(Verdict.CLOCK_DIFFERS);
    assertThat(JourneyClock.of(told, NOW + 30 * SECOND).verdict()).isEqualTo(Verdict.LIVE);
  }

  private Verdict verdict() {
    return JourneyClock.of(new Progress(clock, written, begun, Optional.of(NOW)), NOW).verdict();
  }
}
