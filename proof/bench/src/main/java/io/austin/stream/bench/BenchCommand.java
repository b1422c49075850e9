package io.austin.stream.bench;

import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.screen.LiveLine;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast the job is, measured side by side with what it is compared with. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a Kafka and a Redis of its own and measures the job beside the Redis ceiling and two"
          + " plain consumers, all on this machine. After every run Redis is compared with what the"
          + " records say.",
      "Exit code: 0, 1 when Redis held anything else or a run failed, 2 for wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream bench",
      "  austin-stream bench latency neighbours --workloads A",
      "  austin-stream bench throughput --subjects ceiling,job --workloads B --runs 1",
      "  austin-stream bench throughput --subjects job --set redis.buckets=64 --parallelism 2"
    })
final class BenchCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BenchOptions options = new BenchOptions();

  @Parameters(
      paramLabel = "PART",
      description =
          "What to measure: throughput, latency, neighbours, readers, growth. Default: all, one after"
              + " the other.")
  private List<String> parts = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results go as JSON. Default: bench-results beside the data.")
  private @Nullable Path out;

  @Mixin private DataOption data = new DataOption();

  /** The command for one call. */
  BenchCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** The command line for one call, with what belongs to it. */
  CommandLine commandLine() {
    return new CommandLine(this).addSubcommand(new ReportCommand(invocation.home()));
  }

  @Override
  public Integer call() throws Exception {
    BenchSettings settings = options.settings();
    chosenParts();
    Path directory = data.directory(invocation, "bench");
    Path results = out == null ? directory.resolveSibling("bench-results") : out.toAbsolutePath();
    LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
    try (LocalData local = LocalData.forRun(directory, false)) {
      DataOption.log(directory, "bench", spec.commandLine().getErr());
      live.announce("Starting Kafka and Redis in " + local + " ...");
      try (BenchSite site = BenchSite.start(directory, live, invocation.stop())) {
        return measure(Bench.on(site, settings), results) ? ExitCodes.OK : ExitCodes.FAILED;
      }
    } catch (InterruptedException stopped) {
      live.say("Stopped.");
      return ExitCodes.STOPPED;
    }
  }

  private boolean measure(Bench bench, Path results) throws Exception {
    boolean isExact = true;
    for (Part part : chosenParts()) {
      isExact &= part.measure(bench, results, spec.commandLine().getOut());
    }
    return isExact;
  }

  private List<Part> chosenParts() {
    return parts.isEmpty() ? List.of(Part.values()) : parts.stream().map(Part::named).toList();
  }
}
