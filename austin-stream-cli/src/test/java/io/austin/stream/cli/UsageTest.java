package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
        "verfy | Unknown command: verfy. Did you mean verify?",
        "frobnicate | Unknown command: frobnicate. See austin-stream --help.",
        "job --restor x | Unknown option: --restor. Did you mean --restore?",
        "trace --lan zh | Unknown option: --lan. Did you mean --lang?",
        "trace x --lang fr | --lang is 'fr', expected en or zh.",
        "job --redis.uri redis://r:1/0 | --kafka.bootstrap.servers is missing",
        "verify | Name servers with --kafka.bootstrap.servers and --redis.uri.",
        "trace x | Name a Redis with --redis.uri.",
        "console | Name a Redis with --redis.uri.",
        "console --redis.uri redis://r:1/0 --console.host 0.0.0.0 | set console.token",
        "memory | Name a Redis with --redis.uri.",
        "memory --sample 0 | --sample is 0, expected at least 1.",
        "dead-letters lst | Unknown command: lst. Did you mean list?",
        "dead-letters list | --kafka.bootstrap.servers is missing",
        "dead-letters list --kafka.bootstrap.servers k:1 | --dead-letter.topic is missing",
        "dead-letters list --offsets 9-3 | '9-3' is no offset as 4711, nor two as 10-20",
        "dead-letters list --since noon | 'noon' is no time such as 2022-12-24T06:54:29Z",
        "dead-letters replay --forc | Unknown option: --forc. Did you mean --force?",
        "alerts chek | Unknown command: chek. Did you mean check?",
        "alerts backtest nowhere.yaml | There is no file nowhere.yaml.",
        "alerts backtest x --since soon | --since is 'soon', expected 30m, 24h, 7d or a past time",
        "alerts backtest x --since 2999-01-01T00:00:00Z | --since is '2999-01-01T00:00:00Z'",
        "alerts backtest ../deploy/alerts.example.yaml | Name Kafka with --kafka.bootstrap.servers.",
        "notify --kafka.bootstrap.servers k:1 | --notify.targets is missing",
        "notify --notify.target x | Unknown option: --notify.target. Did you mean --notify.targets?",
        "console --console.prt 1 | Unknown option: --console.prt. Did you mean --console.port?"
      })
  void aMistakeIsOneLineThatNamesIt(String args, String line) {
    Call.of(home, args.split(" ")).assertMistake(line);
  }

  @Test
  void aPasswordIsNeverShown() {
    Call call = Call.of(home, "trace", "x", "--redis.uri", "redis://:hunter2@host:port/0");

    assertThat(call.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(call.err()).contains("--redis.uri").doesNotContain("hunter2");
  }

  @Test
  void aPlaceThatCannotBeWrittenToIsNamed() throws IOException {
    Path file = Files.createFile(home.resolve("file"));

    Call.of(
            home,
            "job",
            "--kafka.bootstrap.servers=k:1",
            "--redis.uri=redis://r:1/0",
            "--data=" + file.resolve("job"))
        .assertMistake(file.resolve("job") + " cannot be written to; name another directory");
    StringWriter err = new StringWriter();
    DataOption.log(file, "trace", new PrintWriter(err));
    assertThat(err)
        .hasToString(
            "There is no log: %s cannot be written to. Name a folder with --data or AUSTIN_STREAM_DATA.%n"
                .formatted(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "job",
        "console",
        "verify",
        "trace",
        "memory",
        "fences",
        "dead-letters",
        "alerts",
        "notify"
      })
  void everyCommandHasHelpWithExamples(String command) {
    Call.of(home, command, "--help").assertHelp(command);
  }

  @Test
  void withoutACommandHelpIsShown() {
    assertThat(Call.of(home).out()).contains("job", "verify", "trace").doesNotContain("generate");
  }

  @Test
  void theVersionNamesFlinkToo() {
    assertThat(Call.of(home, "--version").out()).contains("austin-stream").contains("Flink 2.2.1");
  }
}
