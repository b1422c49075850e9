package io.austin.stream.cluster;

import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.platform.Positive;
import io.austin.stream.cli.report.VerificationReport;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.proof.JobJar;
import io.austin.stream.test.cluster.FlinkDistribution;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cluster}: the job's jar on a real Flink cluster, upgraded while events come in. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts Kafka, Redis and a Flink cluster of several processes, submits the job's jar by flink"
          + " run, kills a TaskManager while events are produced, stops the job with a savepoint,"
          + " goes on from it with a later jar and another parallelism over REST, and compares"
          + " Redis with what the records say.",
      "The later jar has the same classes and says it is the next version.",
      "Exit code: 0, 1 when Redis held anything else or a step failed, 2 for wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream cluster",
      "  austin-stream cluster --flink 2.3.0 --events 100000 --rate 5000",
      "  austin-stream cluster --kills 3 --slots 2 --flink-timeouts"
    })
public final class ClusterCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--flink",
      paramLabel = "VERSION",
      description = "The cluster's Flink. Default: the one that the job is built against.")
  private @Nullable String flink;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many records are produced. Default: ${DEFAULT-VALUE}.")
  private int events = 1_000_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "How many of them in a second. Default: ${DEFAULT-VALUE}.")
  private int rate = 10_000;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "The job's, at first. Default: ${DEFAULT-VALUE}.")
  private int parallelism = 4;

  @Option(
      names = "--next-parallelism",
      paramLabel = "N",
      description = "The later jar's. Default: ${DEFAULT-VALUE}.")
  private int nextParallelism = 2;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description =
          "Each TaskManager's. With less than the parallelism the job waits until the killed one"
              + " is back, which is started again at once. Default: ${DEFAULT-VALUE}.")
  private int slots = 4;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "How often a TaskManager is killed. Default: ${DEFAULT-VALUE}.")
  private int kills = 1;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "An option of the job's, such as checkpoint.interval=2s. More than once.")
  private Map<String, String> jobOptions = Map.of();

  @Option(
      names = "--flink-timeouts",
      description =
          "Leave heartbeats as Flink has them (10 s, 50 s). Default: 1 s and 5 s, which suits a"
              + " small cluster.")
  private boolean flinkTimeouts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Makes the records. Default: another one every time.")
  private @Nullable Long seed;

  @Mixin private DataOption data = new DataOption();

  /** The command for one call. */
  public ClusterCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    ProofSettings settings = settings();
    PrintWriter out = spec.commandLine().getOut();
    Path directory = data.directory(invocation, "cluster");
    try (LocalData local = LocalData.forRun(directory, false)) {
      DataOption.log(directory, "cluster", spec.commandLine().getErr());
      ProofResult result = new ClusterProof(settings, out).run(directory);
      VerificationReport.print(result.verified(), out);
      result.deadLetters().forEach(out::println);
      out.flush();
      return result.isGood() ? ExitCodes.OK : ExitCodes.FAILED;
    } catch (InterruptedException stopped) {
      out.println("Stopped.");
      return ExitCodes.STOPPED;
    }
  }

  private ProofSettings settings() {
    check();
    return new ProofSettings(
        distribution(),
        JobJar.find()
            .orElseThrow(
                () -> new UsageException("The job's jar is not built: run bin/austin-stream.")),
        events,
        rate,
        parallelism,
        nextParallelism,
        slots,
        kills,
        jobOptions,
        flinkTimeouts,
        seed == null ? System.nanoTime() & 0xffff_ffffL : seed,
        invocation.stop());
  }

  private void check() {
    Positive.require("--events", events);
    Positive.require("--rate", rate);
    Positive.require("--parallelism", parallelism);
    Positive.require("--next-parallelism", nextParallelism);
    Positive.require("--slots", slots);
    Positive.require("--kills", kills);
    OptionValues.of(jobOptions);
    int most = Math.max(parallelism, nextParallelism);
    if (most > ProofSite.TASK_MANAGERS * slots) {
      throw new UsageException(
          "2 TaskManagers of %d slots have no place for a parallelism of %d; raise --slots."
              .formatted(slots, most));
    }
  }

  private FlinkDistribution distribution() {
    List<FlinkDistribution> built = FlinkDistribution.builtIn(invocation.home());
    if (built.isEmpty()) {
      throw new UsageException(
          "There is no Flink in " + invocation.home() + ": run bin/austin-stream.");
    }
    if (flink == null) {
      return built.get(0);
    }
    return built.stream()
        .filter(it -> it.version().equals(flink))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--flink is %s, expected one of %s."
                        .formatted(
                            flink, built.stream().map(FlinkDistribution::version).toList())));
  }
}
