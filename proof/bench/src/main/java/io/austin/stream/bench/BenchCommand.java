package io.austin.stream.bench;

import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.RedisExecutable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "  austin-stream bench throughput --subjects job --set redis.buckets=64 --parallelism 2",
      "  austin-stream bench throughput neighbours --redis cluster"
    })
final class BenchCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BenchOptions options = new BenchOptions();

  @Parameters(
      paramLabel = "PART",
      description =
          "What to measure: throughput, latency, neighbours, readers, trends, growth. Default: all,"
              + " one after the other.")
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
    List<Part> chosen = chosenParts();
    Path directory = data.directory(invocation, "bench");
    Path results = out == null ? directory.resolveSibling("bench-results") : out.toAbsolutePath();
    LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
    try (LocalData local = LocalData.forRun(directory, false)) {
      DataOption.log(directory, "bench", spec.commandLine().getErr());
      live.announce("Starting Kafka and Redis in " + local + " ...");
      RedisExecutable redis = executable();
      try (BenchSite site = BenchSite.start(directory, live, invocation.stop(), redis)) {
        List<Bench> benches = new ArrayList<>(List.of(Bench.on(site, settings)));
        if (options.isOnCluster()) {
          benches.add(benches.get(0).on(site.withCluster(redis)));
        }
        return measure(chosen, benches, results) ? ExitCodes.OK : ExitCodes.FAILED;
      }
    } catch (InterruptedException stopped) {
      live.say("Stopped.");
      return ExitCodes.STOPPED;
    }
  }

  private boolean measure(List<Part> chosen, List<Bench> benches, Path results) throws Exception {
    boolean isExact = true;
    for (Part part : chosen) {
      isExact &= part.measure(benches, results, spec.commandLine().getOut());
    }
    return isExact;
  }

  /** Scripts write to many slots at once from Redis 7 on, which is what is worth measuring. */
  private RedisExecutable executable() {
    return options.isOnCluster()
        ? RedisExecutable.installed().orElseGet(RedisExecutable::standard)
        : RedisExecutable.standard();
  }

  private List<Part> chosenParts() {
    List<Part> possible =
        Stream.of(Part.values()).filter(it -> it.isOfClusters() || !options.isOnCluster()).toList();
    List<Part> chosen = parts.stream().map(Part::named).toList();
    if (!possible.containsAll(chosen)) {
      throw new UsageException(
          "--redis cluster is for " + possible.stream().map(Part::id).toList() + ".");
    }
    return chosen.isEmpty() ? possible : chosen;
  }
}
