package io.austin.stream.cli;

import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_HELD_UNTIL;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_KEEP;
import static io.austin.stream.options.InsightsOptionDefinitions.JOURNEY_STUCK_AFTER;
import static io.austin.stream.options.OptionDefinitions.DEAD_LETTER_TOPIC;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;
import static io.austin.stream.options.OptionDefinitions.RETENTION_MESSAGE;
import static io.austin.stream.options.OptionDefinitions.RETENTION_TEMPLATE;
import static io.austin.stream.options.OptionDefinitions.TRAIL_MAX_ENTRIES;
import static io.austin.stream.options.OptionDefinitions.VIEWS_CONSOLE;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.report.JsonReport;
import io.austin.stream.cli.report.VerificationReport;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.verify.Verifications;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.OptionValues;
import io.austin.stream.verify.Verification;
import io.austin.stream.verify.Verified;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}: whether Redis holds exactly what the records in Kafka say. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads every record of the topic, works out what Redis must hold by the data contract alone,"
          + " and compares. With --dead-letter.topic, records that were replayed count where the"
          + " replay put them. Nothing is changed.",
      "Exit code: 0 no difference, 1 differences, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream verify --kafka.bootstrap.servers localhost:9092 \\",
      "      --redis.uri redis://localhost:6379/0 --zone Asia/Shanghai --json"
    })
final class VerifyCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--exclusive",
      description =
          "Any key in this Redis that no event explains is a difference. Always so for the Redis of"
              + " a local run.")
  private boolean exclusive;

  @Option(
      names = "--no-journeys",
      description =
          "Leave out what is stuck, how long messages took and what became of them, which are"
              + " compared where the job that follows messages has written them.")
  private boolean noJourneys;

  @Option(
      names = "--json",
      description = "Print the result as JSON; everything else goes to standard error.")
  private boolean json;

  VerifyCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given =
        GivenOptions.ofRedisAnd(
            invocation,
            KAFKA_BOOTSTRAP_SERVERS,
            KAFKA_TOPIC,
            REDIS_KEY_PREFIX,
            ZONE,
            TRAIL_MAX_ENTRIES,
            EVENT_MAX_BYTES,
            RETENTION_MESSAGE,
            RETENTION_TEMPLATE,
            VIEWS_CONSOLE,
            DEAD_LETTER_TOPIC,
            JOURNEY_STUCK_AFTER,
            JOURNEY_HELD_UNTIL,
            JOURNEY_KEEP);
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
    boolean isAllGiven = options.isSet(KAFKA_BOOTSTRAP_SERVERS) && options.isSet(REDIS_URI);
    Verified verified =
        isAllGiven
            ? verify(options, exclusive, Optional.empty(), live)
            : verifyLastRun(options, live);
    live.clear();
    report(verified);
    return verified.isExact() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private Verified verifyLastRun(OptionValues options, LiveLine live) throws IOException {
    String servers = "servers with " + KAFKA_BOOTSTRAP_SERVERS.flag() + " and " + REDIS_URI.flag();
    try (LastRun run = LastRun.in(() -> data.directory(invocation, "local"), servers)) {
      DataOption.log(run.directory(), "verify", spec.commandLine().getErr());
      if (run.isOver()) {
        live.announce("Starting Kafka and Redis on the data in " + run + " ...");
      } else {
        live.say("Warning: a run goes on there; what is under way shows as differences.");
      }
      boolean ownRedis = !options.isSet(REDIS_URI);
      OptionValues ready = run.withKafka(run.withRedis(run.asThen(options)));
      Optional<Instant> since = ownRedis ? Optional.of(run.began()) : Optional.empty();
      return verify(ready, exclusive || ownRedis, since, live);
    }
  }

  private Verified verify(
      OptionValues options, boolean exclusive, Optional<Instant> since, LiveLine live)
      throws IOException {
    Preflight.checkKafka(options).forEach(warning -> live.say("Warning: " + warning));
    Preflight.checkRedis(options).forEach(warning -> live.say("Warning: " + warning));
    Verification verification = Verifications.of(options, live);
    return (noJourneys ? verification.withoutJourneys() : verification).run(exclusive, since);
  }

  private void report(Verified verified) throws IOException {
    if (json) {
      JsonReport.print(verified, spec.commandLine().getOut());
    } else {
      VerificationReport.print(verified, spec.commandLine().getOut());
    }
  }
}
