package io.austin.stream.local;

import static io.austin.stream.options.OptionDefinitions.CHECKPOINT_INTERVAL;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_START;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.FlinkOptions;
import io.austin.stream.cli.GivenOptions;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.platform.Positive;
import io.austin.stream.cli.report.Words;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.local.report.RunJson;
import io.austin.stream.local.report.RunReport;
import io.austin.stream.local.run.LocalRun;
import io.austin.stream.local.run.RunResult;
import io.austin.stream.local.run.RunSettings;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.traffic.FileValues;
import io.austin.stream.test.traffic.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code local}: the whole platform on this machine, with traffic, and the proof at the end. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts Kafka, Redis, both jobs on a Flink of their own, the console, and a generator of trace"
          + " events. When everything that was produced stands in Redis, compares Redis with what"
          + " the records say, and shows what came of it. Called without servers after that,"
          + " verify, trace, memory and console start those of the last run on its data.",
      "Exit code: 0, 1 when Redis holds something else or the job failed, 2 for wrong options.",
      ""
    },
    footer = {
      "",
      "Here checkpoint.interval is 1s unless it is set, and console.port another than the usual"
          + " one if that is taken.",
      "",
      "Examples:",
      "  austin-stream local",
      "  austin-stream local --count 100000 --malformed 5 --rate max",
      "  austin-stream local --events events.jsonl --json",
      "  gunzip -c events.jsonl.gz | austin-stream local --events -",
      "  austin-stream local --duration 10m --rate 5000 --redis.uri redis://localhost:6379/0"
    })
final class LocalCommand implements Callable<Integer> {
  private static final String LOCAL_CHECKPOINT_INTERVAL = "1s";
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      description = "Produce for so long: 30s, 10m, 1h30m. Default: until Ctrl-C.")
  private @Nullable Duration duration;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "Produce this file's lines as they are, good or bad, and nothing else; - is standard"
              + " input.")
  private @Nullable Path events;

  @Mixin private TrafficOptions traffic = new TrafficOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of a topic that does not exist yet. Default: ${DEFAULT-VALUE}.")
  private int partitions = 4;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--keep",
      description = "Go on with the data of the last run. Default: they are deleted.")
  private boolean keep;

  @Option(names = "--no-verify", description = "Don't compare Redis with what the records say.")
  private boolean noVerify;

  @Option(names = "--no-console", description = "Leave the web page out.")
  private boolean noConsole;

  @Option(names = "--no-insights", description = "Leave the insights job out.")
  private boolean noInsights;

  @Option(
      names = "--json",
      description = "Print the summary as JSON; everything else goes to standard error.")
  private boolean json;

  LocalCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given = GivenOptions.of(invocation, OptionDefinitions.local());
  }

  CommandLine commandLine() {
    CommandLine line = given.addTo(this);
    FlinkOptions.addTo(line.getCommandSpec(), invocation.argsArray());
    return line;
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = options();
    check();
    Path directory = data.directory(invocation, "local");
    try (LocalData local = LocalData.forRun(directory, keep)) {
      DataOption.log(directory, "local", spec.commandLine().getErr());
      LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
      RunResult result = run(options, local, live);
      live.clear();
      report(result);
      return result.isGood() ? ExitCodes.OK : ExitCodes.FAILED;
    }
  }

  private OptionValues options() {
    OptionValues options = given.read(spec.commandLine());
    if (!options.isSet(CHECKPOINT_INTERVAL)) {
      options = options.with(CHECKPOINT_INTERVAL, LOCAL_CHECKPOINT_INTERVAL);
    }
    // What the last run read stands in Redis; from the beginning it would only be skipped.
    if (keep && !options.isSet(KAFKA_BOOTSTRAP_SERVERS) && !options.isSet(KAFKA_START)) {
      options = options.with(KAFKA_START, "committed");
    }
    return options;
  }

  private void check() {
    traffic.check();
    Positive.require("--partitions", partitions);
    if (events == null) {
      return;
    }
    if (traffic.hasCount() || duration != null) {
      throw new UsageException("--events ends with its file: leave --count and --duration out.");
    }
    if (events.equals(STANDARD_INPUT)) {
      return;
    }
    if (!Files.isReadable(events) || Files.isDirectory(events)) {
      throw new UsageException("--events: there is no file " + events + " to read.");
    }
  }

  private RunResult run(OptionValues options, LocalData local, LiveLine live) throws Exception {
    RunSettings settings =
        new RunSettings(
            options,
            partitions,
            Optional.ofNullable(duration),
            !noVerify,
            !noConsole,
            !noInsights,
            FlinkOptions.in(spec.commandLine().getParseResult()));
    try (Values values = values(options)) {
      return new LocalRun(settings, local, live, invocation.stop()).run(() -> traffic.of(values));
    }
  }

  private Values values(OptionValues options) throws IOException {
    if (events == null) {
      return traffic.generated(options.get(ZONE));
    }
    return events.equals(STANDARD_INPUT)
        ? FileValues.of(StandardInput.until(invocation.stop()))
        : FileValues.of(events);
  }

  private void report(RunResult result) throws IOException {
    if (json) {
      RunJson.print(result, spec.commandLine().getOut());
    } else {
      Words words = new Words(Locale.getDefault(), result.options().get(ZONE));
      new RunReport(result, words, data.forOthers()).print(spec.commandLine().getOut());
    }
  }
}
