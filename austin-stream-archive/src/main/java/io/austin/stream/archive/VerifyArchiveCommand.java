package io.austin.stream.archive;

import static io.austin.stream.options.ArchiveOptionDefinitions.ARCHIVE_KEY;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;

import io.austin.stream.cli.DataOption;
import io.austin.stream.cli.GivenOptions;
import io.austin.stream.cli.Invocation;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.ArchiveOptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code archive verify}: whether the archive holds exactly what the records in Kafka say. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads every record of the topic, works out what rows it makes by the data contract alone, and"
          + " compares them with those of the archive, which DuckDB reads. What is not committed so"
          + " far is not missed, nor are rows of receivers who were forgotten. Nothing is changed.",
      "Exit code: 0 no difference, 1 differences, 2 wrong options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream archive verify --kafka.bootstrap.servers localhost:9092 \\",
      "      --archive.warehouse /data/archive"
    })
final class VerifyArchiveCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final GivenOptions given;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOption data = new DataOption();

  VerifyArchiveCommand(Invocation invocation) {
    this.invocation = invocation;
    this.given =
        GivenOptions.of(
            invocation,
            ArchiveOptionDefinitions.warehouse(),
            ARCHIVE_KEY,
            KAFKA_BOOTSTRAP_SERVERS,
            KAFKA_TOPIC,
            EVENT_MAX_BYTES);
  }

  CommandLine commandLine() {
    return given.addTo(this);
  }

  @Override
  public Integer call() throws Exception {
    OptionValues options = given.read(spec.commandLine());
    if (!options.isSet(KAFKA_BOOTSTRAP_SERVERS)) {
      throw new UsageException(
          KAFKA_BOOTSTRAP_SERVERS.flag() + " is missing: name the Kafka of the topic.");
    }
    LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
    ArchiveVerification verification = new ArchiveVerification(options, live::show);
    data.log(invocation, "archive-verify", spec.commandLine().getErr());
    Preflight.checkKafka(options).forEach(warning -> live.say("Warning: " + warning));
    ArchiveVerified verified = verification.run();
    live.clear();
    verified.print(spec.commandLine().getOut());
    return verified.isExact() ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
