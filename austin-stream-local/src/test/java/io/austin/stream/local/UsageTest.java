package io.austin.stream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.Call;
import io.austin.stream.cli.platform.ExitCodes;
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
        "local --coun 5 | Unknown option: --coun. Did you mean --count?",
        "local --redis.bucket 5 | Unknown option: --redis.bucket. Did you mean --redis.buckets?",
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
        "verify | There is no data of a run in",
        "trace x | There is no data of a run in",
        "console | There is no data of a run in",
        "memory | There is no data of a run in"
      })
  void aMistakeIsOneLineThatNamesIt(String args, String line) {
    Call.of(home, args.split(" ")).assertMistake(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "generate"})
  void everyCommandHasHelpWithExamples(String command) {
    Call.of(home, command, "--help").assertHelp(command);
  }

  @Test
  void aDirectoryWithOtherFilesIsLeftAlone() throws IOException {
    Path file = Files.writeString(home.resolve("thesis.txt"), "ten years of work");

    Call call = Call.of(home, "local", "--data", home.toString());

    assertThat(call.err()).contains("holds other files");
    assertThat(call.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(file).hasContent("ten years of work");
  }
}
