package io.austin.stream.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CoreTimeTest {
  @Test
  void sharesAreOfTheTimeInBetween() {
    CoreTime earlier = new CoreTime(1_000, 500, 100);
    CoreTime later = new CoreTime(2_000, 1_300, 250);

    assertThat(later.runningSince(earlier)).isEqualTo(0.8);
    assertThat(later.waitingSince(earlier)).isEqualTo(0.15);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theOperatingSystemTells() {
    assertThat(CoreTime.of(List.of(ProcessHandle.current().pid())).running()).isPositive();
  }

  @Test
  void aProcessThatIsNoMoreGotNothing() {
    CoreTime none = CoreTime.of(List.of(Long.MAX_VALUE));

    assertThat(none.running()).isZero();
    assertThat(none.waiting()).isZero();
  }
}
