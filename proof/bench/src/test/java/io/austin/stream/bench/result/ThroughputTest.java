package io.austin.stream.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.austin.stream.bench.result.Throughput.Ratio;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughputTest {
  private static final Machine MACHINE = new Machine("2026-11-22T00:00:00Z", 2, "", 1, "", "", "");

  private final Throughput result =
      Throughput.of(
          MACHINE,
          List.of(
              run("ceiling", 100, 0),
              run("job", 80, 0),
              run("ceiling", 300, 0),
              run("job", 90, 0),
              run("ceiling", 200, 0),
              run("job", 120, 2)));

  @Test
  void theMedianOfEachSubjectCounts() {
    assertThat(result.medians())
        .extracting(RunFigures::subject, RunFigures::steadyPerSecond)
        .containsExactly(tuple("ceiling", 200.0), tuple("job", 90.0));
    assertThat(result.medians().get(1).cpuSecondsPerMillion()).containsEntry("redis", 9.0);
    assertThat(result.ratios()).containsExactly(new Ratio("A", "job", "ceiling", 0.45, 0.45, 0.45));
  }

  @Test
  void aClusterIsComparedWithOneRedisAndTheJobThereWithTheCeilingThere() {
    Throughput both =
        Throughput.of(
            MACHINE,
            List.of(
                run("ceiling", 100, 0),
                run("job", 80, 0),
                run("ceiling-cluster", 50, 0),
                run("job-cluster", 40, 0)));

    assertThat(both.ratios())
        .extracting(Ratio::subject, Ratio::than, Ratio::steady)
        .containsExactly(
            tuple("job", "ceiling", 0.8),
            tuple("ceiling-cluster", "ceiling", 0.5),
            tuple("job-cluster", "job", 0.5),
            tuple("job-cluster", "ceiling-cluster", 0.8));
  }

  @Test
  void oneRunThatIsNotExactSpoilsTheResult() {
    assertThat(result.isExact()).isFalse();
    assertThat(result.medians().get(1).differences()).isEqualTo(2);
  }

  @Test
  void aResultComesBackFromItsFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("new").resolve("throughput.json");

    ResultFile.write(file, result);

    assertThat(ResultFile.read(file, Throughput.class)).contains(result);
    assertThat(ResultFile.read(directory.resolve("none.json"), Throughput.class)).isEmpty();
  }

  private static RunFigures run(String subject, double speed, long differences) {
    return new RunFigures(
        subject,
        "A",
        1,
        1_000,
        4,
        1,
        Map.of(),
        1,
        2,
        speed,
        speed,
        List.of(),
        Map.of("redis", speed / 10),
        0.8,
        0.15,
        100,
        1,
        2,
        0.1,
        3,
        differences);
  }
}
