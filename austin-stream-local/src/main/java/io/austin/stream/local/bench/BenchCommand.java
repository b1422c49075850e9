package io.austin.stream.local.bench;

import io.austin.stream.local.bench.backlog.Traffic;
import io.austin.stream.local.bench.site.BenchSite;
import io.austin.stream.local.bench.subject.JobSettings;
import io.austin.stream.local.platform.LocalData;
import io.austin.stream.local.platform.LogFile;
import io.austin.stream.local.platform.StopRequest;
import io.austin.stream.local.screen.LiveLine;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.event.Workload;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
  private static final int GOOD = 0;
  private static final int BAD = 1;
  private static final int STOPPED = 130;

  private final Path home;
  private final boolean terminal;
  private final StopRequest stop;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PART",
      description =
          "What to measure: throughput, latency, neighbours, growth. Default: all, one after the"
              + " other.")
  private List<String> parts = List.of();

  @Option(
      names = "--workloads",
      paramLabel = "A,B",
      split = ",",
      description =
          "A: messages with 1 to 100 receivers, 6.7 on average; B: one receiver each. Default: both.")
  private List<String> workloads = List.of("A", "B");

  @Option(
      names = "--subjects",
      paramLabel = "S,S",
      split = ",",
      description = "Of ceiling, peer, peer-transaction and job. Default: all.")
  private List<String> subjects = ThroughputBench.SUBJECTS;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events a backlog has. Default: ${DEFAULT-VALUE}.")
  private long events = 1_000_000;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often each subject runs; medians count. Default: ${DEFAULT-VALUE}.")
  private int runs = 3;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "How many partitions the topics have. Default: ${DEFAULT-VALUE}.")
  private int partitions = 4;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many subtasks the job has. Default: ${DEFAULT-VALUE}.")
  private int parallelism = 1;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long latency is measured at each load. Default: ${DEFAULT-VALUE}.")
  private int seconds = 20;

  @Option(
      names = "--backlog",
      paramLabel = "N",
      description = "How many events the longest backlog has. Default: ${DEFAULT-VALUE}.")
  private long backlog = 10_000_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same events. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "An option of the job, such as redis.buckets=64. May be given several times.")
  private Map<String, String> options = Map.of();

  @Option(
      names = "--flink",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Flink, such as taskmanager.memory.process.size=2g; 1g is the default there.")
  private Map<String, String> flink = Map.of();

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
    BenchSettings settings = settings();
    chosenParts();
    Path directory = data == null ? home.resolve(DEFAULT_DATA) : data.toAbsolutePath();
    Path results = out == null ? home.resolve(DEFAULT_OUT) : out.toAbsolutePath();
    LiveLine live = new LiveLine(spec.commandLine().getErr(), terminal);
    try (LocalData local = LocalData.forRun(directory, false)) {
      LogFile.open(local.resolve("bench.log"));
      live.announce("Starting Kafka and Redis in " + local + " ...");
      try (BenchSite site = BenchSite.start(directory)) {
        return measure(Bench.on(site, settings, live, stop), results) ? GOOD : BAD;
      }
    } catch (InterruptedException stopped) {
      live.say("Stopped.");
      return STOPPED;
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

  private BenchSettings settings() {
    return new BenchSettings(
        workloads.stream().map(BenchCommand::workload).toList(),
        subjects.stream().map(BenchCommand::subject).toList(),
        positive("--events", events),
        (int) positive("--runs", runs),
        (int) positive("--partitions", partitions),
        (int) positive("--seconds", seconds),
        positive("--backlog", backlog),
        seed,
        new JobSettings(
            ZoneId.systemDefault(), (int) positive("--parallelism", parallelism), options, flink));
  }

  private static Workload workload(String letter) {
    for (Workload workload : Workload.values()) {
      if (Traffic.letter(workload).equalsIgnoreCase(letter)) {
        return workload;
      }
    }
    throw new UsageException("--workloads: '" + letter + "' is neither A nor B.");
  }

  private static String subject(String name) {
    if (!ThroughputBench.SUBJECTS.contains(name)) {
      throw new UsageException(
          "--subjects: '" + name + "' is none of " + ThroughputBench.SUBJECTS + ".");
    }
    return name;
  }

  private static long positive(String option, long value) {
    if (value < 1) {
      throw new UsageException(option + " is " + value + ", expected at least 1.");
    }
    return value;
  }
}
