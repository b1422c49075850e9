package io.austin.stream.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.proof.JobJar;
import io.austin.stream.test.cluster.FlinkDistribution;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A short {@code bin/austin-stream cluster} on each Flink that the job is for; the command itself
 * does it with a million events. Both at once: each waits most of the time.
 */
@Timeout(300)
class ClusterProofIT {
  private static final long SEED = 7;

  @TempDir private Path directory;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theJobIsSubmittedBothWaysAndUpgradedOnTheFlinkItIsBuiltAgainst() throws Exception {
    assertProof("2.2.1", 30_000, 3_000, 4);
  }

  /** Where a killed TaskManager must come back before the job can go on. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theSameJarDoesOnTheNextFlink() throws Exception {
    assertProof("2.3.0", 10_000, 2_500, 2);
  }

  private void assertProof(String version, long events, double eventsPerSecond, int slots)
      throws Exception {
    ProofSettings settings =
        new ProofSettings(
            flink(version),
            JobJar.find().orElseThrow(),
            events,
            eventsPerSecond,
            4,
            2,
            slots,
            1,
            Map.of("checkpoint.interval", "2s"),
            false,
            SEED,
            new StopRequest());

    ProofResult result =
        new ClusterProof(settings, new PrintWriter(System.out, true, UTF_8)).run(directory);

    assertThat(result.verified().differences().first()).isEmpty();
    assertThat(result.verified().isExact()).isTrue();
    assertThat(result.deadLetters()).isEmpty();
    assertThat(result.verified().records()).isGreaterThanOrEqualTo(events);
    assertThat(result.verified().deadLetters()).isNotEmpty();
    assertThat(result.recoveries()).hasSize(1);
  }

  static FlinkDistribution flink(String version) {
    List<FlinkDistribution> built =
        FlinkDistribution.builtIn(Path.of(System.getProperty("project.home")));
    assertThat(built).extracting(FlinkDistribution::version).contains(version);
    return built.stream().filter(it -> it.version().equals(version)).findFirst().orElseThrow();
  }
}
