package io.austin.stream.bench;

import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.platform.LogFile;
import io.austin.stream.cli.platform.StopRequest;
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
public final class BenchCommand implements Callable<Integer> {
  private static final String DEFAULT_DATA = ".austin-stream/bench";
  private static final String DEFAULT_OUT = ".austin-stream/bench-results";

  private final Path home;
  private final boolean terminal;
  private final StopRequest stop;

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
      description = "Where the results go as JSON. Default: " + DEFAULT_OUT + " in the project.")
  private @Nullable Path out;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where servers keep data and logs. Default: " + DEFAULT_DATA + " there.")
  private @Nullable Path data;

  /**
   * The command.
   *
   * @param home the project's root, under which data are kept
   * @param terminal whether lines may be overwritten
   * @param stop how a user ends it
   */
  public BenchCommand(Path home, boolean terminal, StopRequest stop) {
    this.home = home;
    this.terminal = terminal;
    this.stop = stop;
  }

  /** The command line for one call, with what belongs to it. */
  public CommandLine commandLine() {
    return new CommandLine(this).addSubcommand(new ReportCommand(home));
  }

  @Override
  public Integer call() throws Exception {
    BenchSettings settings = options.settings();
    chosenParts();
    Path directory = data == null ? home.resolve(DEFAULT_DATA) : data.toAbsolutePath();
    Path results = out == null ? home.resolve(DEFAULT_OUT) : out.toAbsolutePath();
    LiveLine live = new LiveLine(spec.commandLine().getErr(), terminal);
    try (LocalData local = LocalData.forRun(directory, false)) {
      LogFile.open(local.resolve("bench.log"));
      live.announce("Starting Kafka and Redis in " + local + " ...");
      try (BenchSite site = BenchSite.start(directory)) {
        return measure(Bench.on(site, settings, live, stop), results)
            ? ExitCodes.OK
            : ExitCodes.FAILED;
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
