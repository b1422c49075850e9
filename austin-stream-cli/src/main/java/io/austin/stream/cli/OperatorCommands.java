package io.austin.stream.cli;

import java.util.List;
import picocli.CommandLine;

/** What it takes to run the stream. */
public final class OperatorCommands implements CommandProvider {
  @Override
  public List<CommandLine> commands(Invocation invocation) {
    return List.of(
        new JobCommand(invocation).commandLine(),
        new InsightsCommand(invocation).commandLine(),
        new NotifyCommand(invocation).commandLine(),
        new ConsoleCommand(invocation).commandLine(),
        new VerifyCommand(invocation).commandLine(),
        new TraceCommand(invocation).commandLine(),
        new MemoryCommand(invocation).commandLine(),
        AlertsCommand.commandLine(invocation),
        FencesCommand.commandLine(invocation),
        DeadLettersCommand.commandLine(invocation));
  }
}
