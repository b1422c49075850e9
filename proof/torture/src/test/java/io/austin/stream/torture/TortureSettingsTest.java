package io.austin.stream.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.torture.fault.Fault;
import io.austin.stream.torture.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TortureSettingsTest {
  private static final int ROUNDS = 10;
  private static final int IN_A_ROUND = 5;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 7, 20261122})
  void everyFaultHasItsTurnTwiceInTenRounds(long seed) {
    TortureSettings settings = settings(seed);

    List<Fault> turns =
        IntStream.rangeClosed(1, ROUNDS).boxed().flatMap(it -> settings.turn(it).stream()).toList();

    for (Fault fault : Faults.all()) {
      assertThat(turns).filteredOn(fault::equals).hasSizeGreaterThanOrEqualTo(2);
    }
    for (int round = 1; round <= ROUNDS; round++) {
      assertThat(settings.turn(round)).doesNotHaveDuplicates();
    }
  }

  private static TortureSettings settings(long seed) {
    return new TortureSettings(
        ROUNDS, 1, Duration.ZERO, IN_A_ROUND, seed, Faults.all(), 1, false, new StopRequest());
  }
}
