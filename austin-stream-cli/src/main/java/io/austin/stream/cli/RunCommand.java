package io.austin.stream.cli;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.platform.StoredStates;
import io.austin.stream.cli.run.JobKind;
import io.austin.stream.cli.run.JobRun;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.options.OptionValues;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A job in this one process, until somebody stops it. */
abstract class RunCommand implements Callable<Integer> {
  private final JobKind kind;
  private final String name;
  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--restore",
      paramLabel = "PATH|latest",
      description = "Go on from this checkpoint or savepoint, or from the newest one in --data.")
  private @Nullable String restore;

  /**
   * The command for one call.
   *
   * @param name its name, and that of its data and log
   */
  RunCommand(JobKind kind, String name, Invocation invocation) {
    this.kind = kind;
    this.name = name;
    this.invocation = invocation;
    this.given = GivenOptions.of(invocation, kind.program());
  }

  CommandLine commandLine() {
    CommandLine line = given.addTo(this);
    FlinkOptions.addTo(line.getCommandSpec(), invocation.argsArray());
    return line;
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    Path directory = data.directory(invocation, name);
    try (LocalData local = LocalData.forRun(directory, true)) {
      DataOption.log(directory, name, spec.commandLine().getErr());
      LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
      JobRun run =
          new JobRun(
              kind,
              options,
              FlinkOptions.in(spec.commandLine().getParseResult()),
              local,
              live,
              Causes::line);
      Optional<String> stopped =
          run.run(
              restore == null ? Optional.empty() : Optional.of(StoredStates.find(restore, local)),
              invocation.stop());
      live.clear();
      tellHowToGoOn(stopped);
      return ExitCodes.OK;
    }
  }

  private void tellHowToGoOn(Optional<String> state) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(state.map(path -> "Stopped; the state is in " + path).orElse("Stopped."));
    out.println(
        "To go on: the same command" + state.map(path -> " with --restore " + path).orElse(""));
    out.flush();
  }
}
