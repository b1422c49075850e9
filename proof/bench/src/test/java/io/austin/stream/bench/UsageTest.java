package io.austin.stream.bench;

import io.austin.stream.cli.Call;
import java.nio.file.Path;
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
        "bench --subjects horse | 'horse' is none of [ceiling, peer, peer-transaction, job, insights].",
        "bench thruput | 'thruput' is none of [throughput, latency, neighbours, readers, trends, growth].",
        "bench --workloads C | --workloads: 'C' is neither A nor B."
      })
  void aMistakeIsOneLineThatNamesIt(String args, String line) {
    Call.of(home, args.split(" ")).assertMistake(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench"})
  void everyCommandHasHelpWithExamples(String command) {
    Call.of(home, command, "--help").assertHelp(command);
  }
}
