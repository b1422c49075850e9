package io.austin.stream.local;

import io.austin.stream.cli.CommandProvider;
import io.austin.stream.cli.Invocation;
import java.util.List;
import picocli.CommandLine;

/** What it takes to try the stream out. */
public final class LocalCommands implements CommandProvider {
  @Override
  public List<CommandLine> commands(Invocation invocation) {
    return List.of(
        new LocalCommand(invocation).commandLine(), new GenerateCommand(invocation).commandLine());
  }
}
