package io.austin.stream.cli;

import static io.austin.stream.options.OptionDefinitions.DEAD_LETTER_TOPIC;
import static io.austin.stream.options.OptionDefinitions.EVENT_MAX_BYTES;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.ZONE;

import io.austin.stream.cli.deadletter.DeadLetters;
import io.austin.stream.cli.deadletter.LetterFilter;
import io.austin.stream.cli.deadletter.Replay;
import io.austin.stream.cli.deadletter.ReplayResult;
import io.austin.stream.cli.deadletter.ReplaySettings;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.KafkaCluster;
import io.austin.stream.cli.platform.Positive;
import io.austin.stream.cli.report.DeadLetterReport;
import io.austin.stream.cli.report.Words;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.verify.TopicReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
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

/** {@code dead-letters}: the records that were no events, to look at and to send once more. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|replay",
    description = {
      "The records that the job refused, as the dead-letter topic has them. Once what made them"
          + " invalid is mended, they can be replayed.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream dead-letters list --kafka.bootstrap.servers localhost:9092 \\",
      "      --dead-letter.topic austinDeadLetters --reason too_large",
      "  austin-stream dead-letters replay --kafka.bootstrap.servers localhost:9092 \\",
      "      --dead-letter.topic austinDeadLetters --reason too_large --event.max-bytes 4MiB"
          + " --dry-run"
    })
final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Invocation invocation) {
    CommandLine letters = new CommandLine(new DeadLettersCommand());
    for (Step step : List.of(new ListLetters(invocation), new ReplayLetters(invocation))) {
      letters.addSubcommand(step.given.addTo(step));
    }
    return letters;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** One thing to do with the letters of the options' topic. */
  private abstract static class Step implements Callable<Integer> {
    private final Invocation invocation;
    private final GivenOptions given;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private DataOption data = new DataOption();
    @Mixin private LetterFilterOptions filter = new LetterFilterOptions();

    Step(Invocation invocation, List<io.austin.stream.options.Option<?>> options) {
      this.invocation = invocation;
      this.given = GivenOptions.of(invocation, options);
    }

    @Override
    public Integer call() throws Exception {
      OptionValues options = given.read(spec.commandLine());
      options.get(KAFKA_BOOTSTRAP_SERVERS); // told first where both are missing
      String topic = options.get(DEAD_LETTER_TOPIC);
      data.log(invocation, "dead-letters", spec.commandLine().getErr());
      LiveLine live = new LiveLine(spec.commandLine().getErr(), invocation.terminal());
      try (KafkaCluster kafka = new KafkaCluster(options)) {
        kafka.require(topic, DEAD_LETTER_TOPIC.flag());
        Report report =
            work(
                options,
                kafka,
                new TopicReader(KafkaOptions.clients(options).consumer(), live::show));
        live.clear();
        report.print(spec.commandLine().getOut());
      }
      return ExitCodes.OK;
    }

    /** Which letters it is about. */
    final LetterFilter filter() {
      return filter.filter();
    }

    /** Does it, and says how to tell of it. */
    abstract Report work(OptionValues options, KafkaCluster kafka, TopicReader reader)
        throws Exception;
  }

  /** What is told of a step when it is done. */
  private interface Report {
    void print(PrintWriter out) throws IOException;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Shows dead letters, the oldest of each partition first, and counts them by reason. Nothing"
            + " is changed.",
        ""
      })
  private static final class ListLetters extends Step {
    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "100",
        description = "How many to show; all are counted. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
        names = "--values",
        description = "Show keys and values too. They hold receivers, which are personal data.")
    private boolean values;

    @Option(
        names = "--json",
        description = "Print the result as JSON; everything else goes to standard error.")
    private boolean json;

    ListLetters(Invocation invocation) {
      super(invocation, List.of(KAFKA_BOOTSTRAP_SERVERS, DEAD_LETTER_TOPIC, ZONE));
    }

    @Override
    Report work(OptionValues options, KafkaCluster kafka, TopicReader reader) throws Exception {
      if (limit < 0) {
        throw new UsageException("--limit is " + limit + ", expected 0 or more.");
      }
      DeadLetters letters =
          DeadLetters.read(reader, options.get(DEAD_LETTER_TOPIC), filter(), limit);
      Words words = new Words(Locale.ENGLISH, options.get(ZONE));
      return out -> {
        DeadLetterReport report = new DeadLetterReport(out, words, values);
        if (json) {
          report.printJson(letters);
        } else {
          report.print(letters);
        }
      };
    }
  }

  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Writes dead letters' records back to the topics that they came from, bytes, key and time"
            + " as they were. Each is judged first as the job does, with this version and these"
            + " options: what the job would refuse again is left out. What was replayed before is"
            + " left out too: receipts beside the letters say so, written in the same transaction.",
        ""
      })
  private static final class ReplayLetters extends Step {
    @Option(
        names = "--to",
        paramLabel = "TOPIC",
        description = "Write to this topic. Default: the one each letter came from.")
    private @Nullable String to;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most. Default: all.")
    private @Nullable Long limit;

    @Option(names = "--dry-run", description = "Only say what would be replayed.")
    private boolean dryRun;

    @Option(
        names = "--again",
        description = "Also what was replayed before: its events count once more.")
    private boolean again;

    @Option(
        names = "--force",
        description = "Also what the job would refuse again, or has refused again.")
    private boolean force;

    ReplayLetters(Invocation invocation) {
      super(invocation, List.of(KAFKA_BOOTSTRAP_SERVERS, DEAD_LETTER_TOPIC, EVENT_MAX_BYTES));
    }

    @Override
    Report work(OptionValues options, KafkaCluster kafka, TopicReader reader) throws Exception {
      if (limit != null) {
        Positive.require("--limit", limit);
      }
      ReplaySettings settings =
          new ReplaySettings(
              Optional.ofNullable(to),
              limit == null ? Long.MAX_VALUE : limit,
              again,
              force,
              dryRun);
      ReplayResult result = new Replay(options, kafka, reader, filter(), settings).run();
      return out -> DeadLetterReport.print(result, dryRun, out);
    }
  }
}
