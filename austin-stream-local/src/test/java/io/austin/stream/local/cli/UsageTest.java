package io.austin.stream.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.local.platform.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told: help, and one line for each mistake that servers have no part in. */
class UsageTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loca | Unknown command: loca. Did you mean local?",
        "local --coun 5 | Unknown option: --coun. Did you mean --count?",
        "local --redis.bucket 5 | Unknown option: --redis.bucket. Did you mean --redis.buckets?",
        "job --restor x | Unknown option: --restor. Did you mean --restore?",
        "trace --lan zh | Unknown option: --lan. Did you mean --lang?",
        "trace x --lang fr | --lang is 'fr', expected en or zh.",
        "generate --rate fast | 'fast' is no number of events in a second such as 2000, nor max.",
        "generate --rate 0 | '0' is no number of events in a second such as 2000, nor max.",
        "generate --count 0 | --count is 0, expected at least 1.",
        "generate --malformed 101 | --malformed is 101.0, expected a percentage from 0 to 100.",
        "generate --workload C | 'C' is neither A nor B.",
        "local --duration soon | 'soon' is no time such as 30s, 10m or 1h30m.",
        "local --partitions 0 | --partitions is 0, expected at least 1.",
        "local --events none | --events: there is no file none to read.",
        "local --events none --count 5 | leave --count and --duration out.",
        "local --zone Mars | --zone is 'Mars', expected a time zone",
        "job --redis.uri redis://r:1/0 | --kafka.bootstrap.servers is missing",
        "bench --subjects horse | 'horse' is none of [ceiling, peer, peer-transaction, job].",
        "bench thruput | 'thruput' is none of [throughput, latency, neighbours, readers, growth].",
        "bench --workloads C | --workloads: 'C' is neither A nor B.",
        "cluster --flink 1.0 | There is no Flink in",
        "cluster --slots 1 | 2 TaskManagers of 1 slots have no place for a parallelism of 4",
        "cluster --kills 0 | --kills is 0, expected at least 1.",
        "verify | There is no data of a run in",
        "trace x | There is no data of a run in",
        "console | There is no data of a run in",
        "console --redis.uri redis://r:1/0 --console.host 0.0.0.0 | set console.token",
        "memory | There is no data of a run in",
        "memory --sample 0 | --sample is 0, expected at least 1.",
        "dead-letters lst | Unknown command: lst. Did you mean list?",
        "dead-letters list | --kafka.bootstrap.servers is missing",
        "dead-letters list --kafka.bootstrap.servers k:1 | --dead-letter.topic is missing",
        "dead-letters list --offsets 9-3 | '9-3' is no offset as 4711, nor two as 10-20",
        "dead-letters list --since noon | 'noon' is no time such as 2022-12-24T06:54:29Z",
        "dead-letters replay --forc | Unknown option: --forc. Did you mean --force?",
        "console --console.prt 1 | Unknown option: --console.prt. Did you mean --console.port?"
      })
  void aMistakeIsOneLineThatNamesIt(String args, String line) {
    Call call = Call.of(home, args.split(" "));

    assertThat(call.err()).hasLineCount(1).contains(line).contains(" --help.");
    assertThat(call.out()).isEmpty();
    assertThat(call.exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void aPasswordIsNeverShown() {
    Call call = Call.of(home, "trace", "x", "--redis.uri", "redis://:hunter2@host:port/0");

    assertThat(call.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(call.err()).contains("--redis.uri").doesNotContain("hunter2");
  }

  @Test
  void aDirectoryWithOtherFilesIsLeftAlone() throws IOException {
    Path file = Files.writeString(home.resolve("thesis.txt"), "ten years of work");

    Call call = Call.of(home, "local", "--data", home.toString());

    assertThat(call.err()).contains("holds other files");
    assertThat(call.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(file).hasContent("ten years of work");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "job",
        "console",
        "verify",
        "trace",
        "memory",
        "generate",
        "dead-letters",
        "cluster"
      })
  void everyCommandHasHelpWithExamples(String command) {
    Call call = Call.of(home, command, "--help");

    assertThat(call.exitCode()).isEqualTo(ExitCodes.OK);
    assertThat(call.out()).contains("Usage: austin-stream " + command, "Examples:");
    assertThat(call.err()).isEmpty();
  }

  @Test
  void withoutACommandHelpIsShown() {
    assertThat(Call.of(home).out()).contains("local", "job", "verify", "trace", "generate");
  }

  @Test
  void theVersionNamesFlinkToo() {
    assertThat(Call.of(home, "--version").out()).contains("austin-stream").contains("Flink 2.2.1");
  }
}
