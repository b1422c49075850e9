package io.austin.stream.archive;

import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.FlinkOptions;
import io.austin.stream.cli.GivenOptions;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.run.JobKind;
import io.austin.stream.cli.run.JobRun;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.options.OptionValues;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code archive}: the archive job in this one process. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the archive job against your Kafka in this one process, until Ctrl-C: every event goes"
          + " into an Iceberg table in archive.warehouse, one row per receiver, exactly once. It goes"
          + " on where the tables end, whatever ended it, and without them reads from the earliest"
          + " record on.",
      "Exit code: 0 stopped, 1 failed, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream archive --kafka.bootstrap.servers localhost:9092 \\",
      "      --archive.warehouse /data/archive --zone Asia/Shanghai",
      "  austin-stream archive verify --config job.properties",
      "  austin-stream archive maintain --config job.properties"
    })
final class ArchiveCommand implements Callable<Integer> {
  private static final String NAME = "archive";
  private static final JobKind KIND = new JobKind(ArchiveJob.IN_ONE_PROCESS, ArchiveLine::new);

  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();

  ArchiveCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given = GivenOptions.of(invocation, KIND.program());
  }

  CommandLine commandLine() {
    CommandLine line = given.addTo(this);
    FlinkOptions.addTo(line.getCommandSpec(), invocation.argsArray());
    return line;
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    Path directory = data.directory(invocation, NAME);
    try (LocalData local = LocalData.forRun(directory, true)) {
      DataOption.log(directory, NAME, spec.commandLine().getErr());
      LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
      new JobRun(
              KIND,
              options,
              FlinkOptions.in(spec.commandLine().getParseResult()),
              local,
              live,
              failure -> String.valueOf(failure.getMessage()))
          .run(Optional.empty(), invocation.stop());
      live.clear();
      spec.commandLine().getOut().println("Stopped. To go on: the same command");
      spec.commandLine().getOut().flush();
      return ExitCodes.OK;
    }
  }
}
