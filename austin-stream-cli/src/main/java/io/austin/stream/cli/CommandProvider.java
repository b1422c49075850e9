package io.austin.stream.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * Commands that a module has. It names its provider in {@code
 * META-INF/services/io.austin.stream.cli.CommandProvider}; {@code austin-stream} has the commands
 * of all modules on its class path.
 */
public interface CommandProvider {
  /** New command lines for one call. */
  List<CommandLine> commands(Invocation invocation);
}
