package io.austin.stream.cli;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_LATENESS;
import static io.austin.stream.options.InsightsOptionDefinitions.INSIGHTS_GROUP_ID;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_HELD_UNTIL;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_KEEP;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_STUCK_AFTER;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.PARALLELISM;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.cli.alert.Backtest;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.report.IncidentReport;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.functions.alert.AlertRule;
import io.austin.stream.options.ConsoleOptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts backtest}: what rules would have found in what Kafka still holds. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what the rules in a file would have found: it reads the topic from --since on, and before"
          + " that as far back as rules need, with the functions by which the insights job evaluates"
          + " them. Nothing is written, and nobody is told. Ctrl-C shows what was found so far.",
      "Exit code: 0 done, 1 the rules are wrong, 2 wrong options, 130 stopped before the end.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream alerts backtest alerts.yaml --since 7d \\",
      "      --kafka.bootstrap.servers localhost:9092 --zone Asia/Shanghai",
      "  austin-stream alerts backtest alerts.yaml --since 2022-12-24T08:00:00+08:00 --json"
    })
final class BacktestCommand implements Callable<Integer> {
  private static final Pattern AGO = Pattern.compile("(\\d{1,4})([mhd])");

  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "FILE", description = "The rules, in YAML.")
  private Path file = Path.of("");

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "1d",
      description =
          "From when on, as 30m, 24h or 7d ago, or as 2022-12-24T14:54:29+08:00. Default:"
              + " ${DEFAULT-VALUE}.")
  private String since = "";

  @Option(
      names = "--json",
      description = "Print the result as JSON; everything else goes to standard error.")
  private boolean json;

  BacktestCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given =
        GivenOptions.of(
            invocation,
            ConsoleOptionDefinitions.templates(),
            KAFKA_BOOTSTRAP_SERVERS,
            KAFKA_TOPIC,
            KAFKA_GROUP_ID,
            INSIGHTS_GROUP_ID,
            EVENT_MAX_BYTES,
            ZONE,
            PARALLELISM,
            JOURNEY_STUCK_AFTER,
            JOURNEY_HELD_UNTIL,
            JOURNEY_KEEP,
            ALERTS_LATENESS);
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    Instant from = time(since, Instant.now());
    Optional<List<AlertRule>> rules = AlertsCommand.read(file, spec.commandLine(), options);
    if (rules.isEmpty()) {
      return ExitCodes.FAILED;
    }
    if (options.isSet(KAFKA_BOOTSTRAP_SERVERS)) {
      data.log(invocation, "backtest", spec.commandLine().getErr());
      return run(options, rules.get(), from);
    }
    String servers = "Kafka with " + KAFKA_BOOTSTRAP_SERVERS.flag();
    try (LastRun last = LastRun.in(() -> data.directory(invocation, "local"), servers)) {
      DataOption.log(last.directory(), "backtest", spec.commandLine().getErr());
      return run(last.withKafka(last.asThen(options)), rules.get(), from);
    }
  }

  private int run(OptionValues options, List<AlertRule> rules, Instant from) throws Exception {
    LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
    Backtest backtest = new Backtest(options, rules, from, live);
    boolean done = backtest.run(invocation.stop());
    live.clear();
    IncidentReport report = new IncidentReport(spec.commandLine().getOut(), options.get(ZONE));
    if (json) {
      report.printJson(backtest.incidents(), from, backtest.clock());
    } else {
      report.print(backtest.incidents(), from, backtest.clock());
    }
    return done ? ExitCodes.OK : ExitCodes.STOPPED;
  }

  private static Instant time(String written, Instant now) {
    @Nullable Instant time = null;
    Matcher ago = AGO.matcher(written);
    if (ago.matches()) {
      long count = Long.parseLong(ago.group(1));
      time =
          now.minus(
              switch (ago.group(2)) {
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
              });
    } else {
      try {
        time = OffsetDateTime.parse(written).toInstant();
      } catch (DateTimeException none) {
        // Told below, as a time to come is.
      }
    }
    if (time == null || !time.isBefore(now)) {
      throw new UsageException(
          "--since is '%s', expected 30m, 24h, 7d or a past time such as 2022-12-24T06:54:29Z."
              .formatted(written));
    }
    return time;
  }
}
