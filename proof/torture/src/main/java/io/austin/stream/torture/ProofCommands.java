package io.austin.stream.torture;

import io.austin.stream.cli.CommandProvider;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cluster.ClusterCommand;
import java.util.List;
import picocli.CommandLine;

/** What proves that no fault loses or doubles an event. */
public final class ProofCommands implements CommandProvider {
  @Override
  public List<CommandLine> commands(Invocation invocation) {
    return List.of(
        new CommandLine(new ClusterCommand(invocation)),
        new CommandLine(new TortureCommand(invocation)));
  }
}
