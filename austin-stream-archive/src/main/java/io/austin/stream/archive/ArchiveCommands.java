package io.austin.stream.archive;

import io.austin.stream.cli.CommandProvider;
import io.austin.stream.cli.Invocation;
import java.util.List;
import picocli.CommandLine;

/** What it takes to run the archive. */
public final class ArchiveCommands implements CommandProvider {
  @Override
  public List<CommandLine> commands(Invocation invocation) {
    return List.of(
        new ArchiveCommand(invocation)
            .commandLine()
            .addSubcommand(new VerifyArchiveCommand(invocation).commandLine())
            .addSubcommand(new MaintainCommand(invocation).commandLine())
            .addSubcommand(new ForgetCommand(invocation).commandLine()));
  }
}
