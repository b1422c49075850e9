package io.austin.stream.local.cli;

import io.austin.stream.local.bench.BenchCommand;
import io.austin.stream.local.cluster.ClusterCommand;
import io.austin.stream.local.torture.TortureCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command and its subcommands, put together. */
public final class Commands {
  /** The name under which users call it. */
  static final String NAME = "austin-stream";

  private Commands() {}

  /** The command line for one call. */
  public static CommandLine create(Invocation invocation) {
    CommandLine root = new CommandLine(new Root());
    root.addSubcommand(new LocalCommand(invocation).commandLine());
    root.addSubcommand(new JobCommand(invocation).commandLine());
    root.addSubcommand(new ConsoleCommand(invocation).commandLine());
    root.addSubcommand(new VerifyCommand(invocation).commandLine());
    root.addSubcommand(new TraceCommand(invocation).commandLine());
    root.addSubcommand(new MemoryCommand(invocation).commandLine());
    root.addSubcommand(new GenerateCommand(invocation).commandLine());
    root.addSubcommand(FencesCommand.commandLine(invocation));
    root.addSubcommand(DeadLettersCommand.commandLine(invocation));
    root.addSubcommand(new ClusterCommand(invocation.home(), invocation.stop()));
    root.addSubcommand(new TortureCommand(invocation.home(), invocation.stop()));
    root.addSubcommand(
        new BenchCommand(invocation.home(), invocation.terminal(), invocation.stop())
            .commandLine());
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
      footer = {
        "",
        "Begin with:",
        "  austin-stream local                     everything on this machine, until Ctrl-C",
        "  austin-stream local --count 100000 --malformed 5",
        "  austin-stream COMMAND --help            what a command takes, with examples"
      })
  private static final class Root implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
