package io.austin.stream.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.torture.fault.Fault;
import io.austin.stream.torture.fault.Faults;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short round of the faults that matter most, each once; {@code bin/austin-stream torture} does
 * all of them for as long as one likes. The seed is fixed, and its pauses between the faults are
 * short; the moments are not fixed: they follow from how fast the machine is.
 */
@Timeout(300)
class TortureIT {
  private static final long SEED = 1955;
  private static final int EVENTS_PER_SECOND = 500;

  @Test
  void nothingIsLostOrDoubled(@TempDir Path directory) {
    assertHolds(
        directory,
        Faults.all(),
        false,
        "taskmanager-kill",
        "taskmanager-zombie",
        "redis-kill",
        "lost-reply");
  }

  @Test
  void nothingIsLostOrDoubledInARedisCluster(@TempDir Path directory) {
    assertHolds(
        directory,
        Faults.ofCluster(),
        true,
        "slots-move",
        "slots-half-way",
        "master-promoted",
        "node-added");
  }

  private static void assertHolds(
      Path directory, List<Fault> possible, boolean onCluster, String... names) {
    List<Fault> faults = Stream.of(names).map(name -> Faults.named(name, possible)).toList();
    TortureSettings settings =
        new TortureSettings(
            1,
            1,
            Duration.ZERO,
            faults.size(),
            SEED,
            faults,
            EVENTS_PER_SECOND,
            onCluster,
            new StopRequest());

    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    TortureResult result = new Torture(settings, out).run(directory);

    new TortureReport(settings, result).print(out);
    assertThat(result.breakdown()).isEmpty();
    assertThat(result.violations()).isEmpty();
    assertThat(result.strikes())
        .extracting(Strike::fault)
        .containsExactlyInAnyOrderElementsOf(faults);
    assertThat(result.sum(RoundResult::records)).isGreaterThan(1_000);
  }
}
