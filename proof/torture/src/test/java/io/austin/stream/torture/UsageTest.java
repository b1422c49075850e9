package io.austin.stream.torture;

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
        "cluster --flink 1.0 | There is no Flink in",
        "cluster --slots 1 | 2 TaskManagers of 1 slots have no place for a parallelism of 4",
        "cluster --kills 0 | --kills is 0, expected at least 1."
      })
  void aMistakeIsOneLineThatNamesIt(String args, String line) {
    Call.of(home, args.split(" ")).assertMistake(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster", "torture"})
  void everyCommandHasHelpWithExamples(String command) {
    Call.of(home, command, "--help").assertHelp(command);
  }
}
