package io.austin.stream.archive;

import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_DEAD_LETTERS_KEEP;
import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_KEEP;

import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.GivenOptions;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.options.ArchiveOptionDefinitions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code archive maintain}: what the archive needs once a day. */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Drops days that are older than archive.keep, sorts days that are over by receiver into few"
          + " files, merges manifests, and expires snapshots that nobody needs. Once a day, at any"
          + " time: writers and readers go on beside it, and it may be killed and started again. Two"
          + " at a time get in each other's way: one of them fails, and has changed nothing.",
      "Exit code: 0 done, 1 failed, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream archive maintain --archive.warehouse /data/archive",
      "  austin-stream archive maintain --config job.properties --archive.keep 30d"
    })
final class MaintainCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();

  MaintainCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given =
        GivenOptions.of(
            invocation,
            ArchiveOptionDefinitions.warehouse(),
            ARCHIVE_KEEP,
            ARCHIVE_DEAD_LETTERS_KEEP);
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Maintenance maintenance =
        new Maintenance(
            given.read(spec.commandLine()),
            Clock.systemUTC(),
            line -> {
              out.println(line);
              out.flush();
            });
    data.log(invocation, "archive-maintain", spec.commandLine().getErr());
    maintenance.run();
    out.println("Done.");
    out.flush();
    return ExitCodes.OK;
  }
}
