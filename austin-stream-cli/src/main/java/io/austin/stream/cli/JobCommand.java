package io.austin.stream.cli;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.platform.StoredStates;
import io.austin.stream.cli.run.JobRun;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.options.OptionValues;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code job}: the job in this one process, for those who have no Flink cluster. */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the job against your Kafka and Redis in this one process, until Ctrl-C, which stops it"
          + " behind a savepoint. Whatever ends it, no event is lost or applied twice.",
      "Exit code: 0 stopped, 1 failed, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream job --kafka.bootstrap.servers localhost:9092 --redis.uri \\",
      "      redis://localhost:6379/0 --zone Asia/Shanghai",
      "  austin-stream job --config job.properties --restore latest"
    })
final class JobCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--restore",
      paramLabel = "PATH|latest",
      description = "Go on from this checkpoint or savepoint, or from the newest one in --data.")
  private @Nullable String restore;

  JobCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given = GivenOptions.ofJob(invocation);
  }

  CommandLine commandLine() {
    CommandLine line = given.addTo(this);
    FlinkOptions.addTo(line.getCommandSpec(), invocation.argsArray());
    return line;
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    Path directory = data.directory(invocation, "job");
    try (LocalData local = LocalData.forRun(directory, true)) {
      DataOption.log(directory, "job", spec.commandLine().getErr());
      LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
      JobRun run =
          new JobRun(
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
