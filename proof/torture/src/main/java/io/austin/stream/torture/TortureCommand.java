package io.austin.stream.torture;

import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.platform.Positive;
import io.austin.stream.options.UsageException;
import io.austin.stream.torture.fault.Fault;
import io.austin.stream.torture.fault.Faults;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code torture}: faults at random moments on real servers, and the proof that none counts. */
@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts Kafka, Redis and a Flink of several processes, breaks them one by one at random"
          + " moments while events are produced, and after every round compares Redis with what"
          + " the records say.",
      "Exit code: 0, 1 when a promise was broken or the platform did not recover, 2 for wrong"
          + " options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream torture",
      "  austin-stream torture --rounds 2 --round-seconds 60",
      "  austin-stream torture --faults taskmanager-kill,lost-reply --seed 7",
      "  austin-stream torture --redis cluster"
    })
public final class TortureCommand implements Callable<Integer> {
  /** Each fault comes so often, at least, within so many rounds. */
  private static final int TIMES = 2;

  private static final int TIMES_ON_CLUSTER = 3;

  private static final int WITHIN_ROUNDS = 10;

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How many rounds. Default: ${DEFAULT-VALUE}.")
  private int rounds = 10;

  @Option(
      names = "--first-round",
      paramLabel = "N",
      description = "The number of the first round, to repeat one. Default: ${DEFAULT-VALUE}.")
  private int firstRound = 1;

  @Option(
      names = "--round-seconds",
      paramLabel = "N",
      description = "For how long faults are done in a round. Default: ${DEFAULT-VALUE}.")
  private int roundSeconds = 120;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides the faults and their order. Default: another one every time.")
  private @Nullable Long seed;

  @Option(
      names = "--faults",
      paramLabel = "A,B",
      split = ",",
      description = "Only these faults. Default: all. See --list.")
  private List<String> faults = List.of();

  @Option(
      names = "--redis",
      paramLabel = "one|cluster",
      description =
          "What the job writes to. A cluster has three masters and a replica, and faults of its own;"
              + " its Redis is the one that is installed, if it is of version 7 or later. Default:"
              + " one.")
  private String redis = "one";

  @Option(
      names = "--events-per-second",
      paramLabel = "N",
      description = "How many events are produced meanwhile. Default: ${DEFAULT-VALUE}.")
  private int eventsPerSecond = 5_500;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--list", description = "List the faults and do nothing.")
  private boolean list;

  /** The command for one call. */
  public TortureCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    if (list) {
      possible().forEach(it -> out().printf("%-20s %s%n", it.name(), it.description()));
      out().flush();
      return ExitCodes.OK;
    }
    TortureSettings settings = settings();
    Path directory = data.directory(invocation, "torture");
    try (LocalData local = LocalData.forRun(directory, false)) {
      DataOption.log(directory, "torture", spec.commandLine().getErr());
      TortureResult result = new Torture(settings, out()).run(directory);
      new TortureReport(settings, result).print(out());
      return result.isGood() ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  private TortureSettings settings() {
    List<Fault> possible = possible();
    List<Fault> chosen =
        faults.isEmpty()
            ? possible
            : faults.stream().map(name -> Faults.named(name, possible)).toList();
    int times = isOnCluster() ? TIMES_ON_CLUSTER : TIMES;
    return new TortureSettings(
        Positive.require("--rounds", rounds),
        Positive.require("--first-round", firstRound),
        Duration.ofSeconds(Positive.require("--round-seconds", roundSeconds)),
        (times * chosen.size() + WITHIN_ROUNDS - 1) / WITHIN_ROUNDS,
        seed == null ? System.nanoTime() & 0xffff_ffffL : seed,
        chosen,
        Positive.require("--events-per-second", eventsPerSecond),
        isOnCluster(),
        invocation.stop());
  }

  private boolean isOnCluster() {
    if (!List.of("one", "cluster").contains(redis)) {
      throw new UsageException("--redis: '" + redis + "' is neither one nor cluster.");
    }
    return redis.equals("cluster");
  }

  private List<Fault> possible() {
    return isOnCluster() ? Faults.ofCluster() : Faults.all();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
