package io.austin.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.bench.result.RunFigures;
import io.austin.stream.bench.result.Throughput;
import io.austin.stream.cli.Call;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark works, on too few events to say how fast anything is. */
@Timeout(180)
class BenchIT {
  private static final int EVENTS = 3_000;

  @Test
  void everySubjectLeavesInRedisWhatTheRecordsSay(@TempDir Path home) throws Exception {
    Call bench =
        Call.of(
            home,
            "bench",
            "throughput",
            "--events",
            "" + EVENTS,
            "--runs",
            "1",
            "--workloads",
            "A",
            "--out",
            home.toString());

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("job / ceiling", "job / peer-transaction");
    Throughput result =
        ResultFile.read(home.resolve("throughput.json"), Throughput.class).orElseThrow();
    assertThat(result.runs())
        .extracting(RunFigures::subject)
        .containsExactlyElementsOf(ThroughputBench.SUBJECTS);
    assertThat(result.runs())
        .allSatisfy(
            run -> {
              assertThat(run.events()).isEqualTo(EVENTS);
              assertThat(run.isExact()).isTrue();
            });
    assertThat(result.runs())
        .filteredOn(run -> !run.subject().equals("insights"))
        .allSatisfy(
            run -> {
              assertThat(run.redisCommandsPerEvent()).isBetween(5.0, 20.0);
              assertThat(run.redisBytesPerEvent()).isBetween(500.0, 5_000.0);
            });
  }

  @Test
  void aClusterLeavesItTooAndIsComparedWithOneRedis(@TempDir Path home) throws Exception {
    Call bench =
        Call.of(
            home,
            "bench",
            "throughput",
            "--redis",
            "cluster",
            "--events",
            "" + EVENTS,
            "--runs",
            "1",
            "--workloads",
            "A",
            "--out",
            home.toString());

    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.out()).contains("job-cluster / job", "transactions or calls per event");
    Throughput result =
        ResultFile.read(home.resolve("throughput-cluster.json"), Throughput.class).orElseThrow();
    assertThat(result.runs())
        .extracting(RunFigures::subject)
        .containsExactly("ceiling", "job", "ceiling-cluster", "job-cluster");
    assertThat(result.runs())
        .allSatisfy(
            run -> {
              assertThat(run.isExact()).isTrue();
              // The job begins with a question for every slot and partition, many for so few
              // events.
              assertThat(run.redisCommandsPerEvent()).isBetween(5.0, 150.0);
              assertThat(run.redisBytesPerEvent()).isBetween(500.0, 15_000.0);
            });
    assertThat(result.runs())
        .filteredOn(run -> run.subject().startsWith("job"))
        .allSatisfy(run -> assertThat(run.redisCommitsPerEvent()).isPositive());
  }
}
