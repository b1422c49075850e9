package io.austin.stream.cli;

import java.util.Comparator;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command and its subcommands: those of every module on the class path. */
public final class Commands {
  /** The name under which users call it. */
  static final String NAME = "austin-stream";

  private Commands() {}

  /** The command line for one call. */
  public static CommandLine create(Invocation invocation) {
    CommandLine root = new CommandLine(new Root());
    ServiceLoader.load(CommandProvider.class).stream()
        .flatMap(provider -> provider.get().commands(invocation).stream())
        .sorted(Comparator.comparing(CommandLine::getCommandName))
        .forEach(root::addSubcommand);
    Mistakes mistakes = new Mistakes();
    root.setParameterExceptionHandler(mistakes);
    root.setExecutionExceptionHandler(mistakes);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setUsageHelpAutoWidth(true);
    return root;
  }

  @Command(
      name = NAME,
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      description = "austin's trace events: from Kafka to Redis with Flink, each exactly once.",
      footer = {"", "austin-stream COMMAND --help says what a command takes, with examples."})
  private static final class Root implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
