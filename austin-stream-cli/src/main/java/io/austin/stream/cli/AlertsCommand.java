package io.austin.stream.cli;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.functions.alert.AlertRule;
import io.austin.stream.functions.alert.RuleFile;
import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts}: the rules by which people are told of what becomes of messages. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "check|backtest",
    description = {
      "Rules in a file that say what is too much, too little, too slow or not there at all, and what"
          + " they would have found in the past.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream alerts check alerts.yaml",
      "  austin-stream alerts backtest alerts.yaml --since 7d \\",
      "      --kafka.bootstrap.servers localhost:9092"
    })
final class AlertsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Invocation invocation) {
    return new CommandLine(new AlertsCommand())
        .addSubcommand(new CommandLine(new Check()))
        .addSubcommand(new BacktestCommand(invocation).commandLine());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * The rules in a file; empty where something is wrong with them, which is told line by line.
   *
   * @throws UsageException when there is no such file, or it is no text
   */
  static Optional<List<AlertRule>> read(Path file, CommandLine command) throws IOException {
    RuleFile rules;
    try {
      rules = RuleFile.read(Files.readString(file));
    } catch (NoSuchFileException none) {
      throw new UsageException("There is no file " + file + ".");
    } catch (CharacterCodingException noText) {
      throw new UsageException(file + " is no text in UTF-8.");
    }
    rules.mistakes().forEach(it -> command.getErr().printf("%s %s%n", file, it));
    command.getErr().flush();
    return rules.mistakes().isEmpty() ? Optional.of(rules.rules()) : Optional.empty();
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Says what is wrong with the rules in a file, each with its line and what is expected.",
        "Exit code: 0 they are right, 1 something is wrong, 2 no such file.",
        ""
      })
  private static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The rules, in YAML.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
      Optional<List<AlertRule>> rules = read(file, spec.commandLine());
      rules.ifPresent(
          right -> spec.commandLine().getOut().printf("%s: %d rules%n", file, right.size()));
      return rules.isPresent() ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }
}
