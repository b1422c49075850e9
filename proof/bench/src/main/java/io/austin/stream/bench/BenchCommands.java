package io.austin.stream.bench;

import io.austin.stream.cli.CommandProvider;
import io.austin.stream.cli.Invocation;
import java.util.List;
import picocli.CommandLine;

/** What measures the stream. */
public final class BenchCommands implements CommandProvider {
  @Override
  public List<CommandLine> commands(Invocation invocation) {
    return List.of(new BenchCommand(invocation).commandLine());
  }
}
