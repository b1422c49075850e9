package io.austin.stream.cli;

import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.REDIS_KEY_PREFIX;

import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.KafkaCluster;
import io.austin.stream.functions.redis.PartitionFences;
import io.austin.stream.functions.redis.RedisFences;
import io.austin.stream.job.options.SinkOptions;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fences}: a group's progress in Redis, to look at, to convert, to forget. */
@Command(
    name = "fences",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "show|convert|reset|forget",
    description = {
      "The progress of a consumer group as it stands in Redis. Change it only while its job is"
          + " stopped.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  austin-stream fences show --redis.uri redis://localhost:6379/0",
      "  austin-stream fences convert --to 32 --redis.uri redis://localhost:6379/0",
      "  austin-stream fences reset --yes --redis.uri redis://localhost:6379/0",
      "  austin-stream fences forget kT7VtKkvQ0-1mZx8g5mXyA --yes --config austin.properties"
    })
final class FencesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Invocation invocation) {
    CommandLine fences = new CommandLine(new FencesCommand());
    for (Step step :
        List.of(
            new Show(invocation),
            new Convert(invocation),
            new Reset(invocation),
            new Forget(invocation))) {
      fences.addSubcommand(step.given.addTo(step));
    }
    return fences;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** One thing to do with the fences of the options' group. */
  private abstract static class Step implements Callable<Integer> {
    private final GivenOptions given;

    @Spec private CommandSpec spec = CommandSpec.create();

    Step(Invocation invocation) {
      this(GivenOptions.ofRedisAnd(invocation, REDIS_KEY_PREFIX, KAFKA_GROUP_ID));
    }

    Step(GivenOptions given) {
      this.given = given;
    }

    @Override
    public Integer call() throws Exception {
      OptionValues options = given.read(spec.commandLine());
      check(options);
      Preflight.checkRedis(options).forEach(spec.commandLine().getErr()::println);
      try (RedisFences fences = RedisFences.of(SinkOptions.of(options))) {
        work(fences, spec.commandLine().getOut());
        return ExitCodes.OK;
      } catch (IllegalArgumentException | IllegalStateException refused) {
        throw new UsageException(String.valueOf(refused.getMessage()));
      }
    }

    /** Before anything is looked at. */
    void check(OptionValues options) throws Exception {}

    abstract void work(RedisFences fences, PrintWriter out);
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows how far each partition has come.")
  private static final class Show extends Step {
    Show(Invocation invocation) {
      super(invocation);
    }

    @Override
    void work(RedisFences fences, PrintWriter out) {
      List<PartitionFences> all = fences.all();
      out.printf("%d buckets, %d partitions%n", fences.buckets(), all.size());
      for (PartitionFences partition : all) {
        out.printf(
            "topic id %s partition %d: next offset to apply %d (the bucket that lags most: %d)%n",
            partition.topicId(),
            partition.partition(),
            LongStream.of(partition.fences()).max().orElse(0),
            LongStream.of(partition.fences()).min().orElse(0));
      }
    }
  }

  @Command(
      name = "convert",
      mixinStandardHelpOptions = true,
      description = {
        "Converts the fences to another number of buckets; then start the job with redis.buckets=N.",
        "To a multiple of the present number that is exact at any time, to any other only after the"
            + " job was stopped with a savepoint."
      })
  private static final class Convert extends Step {
    @Option(names = "--to", paramLabel = "N", required = true, description = "How many buckets.")
    private int to;

    @Option(
        names = "--stopped-with-savepoint",
        description = "The job was stopped with a savepoint, so that all buckets are equally far.")
    private boolean stoppedWithSavepoint;

    Convert(Invocation invocation) {
      super(invocation);
    }

    @Override
    void work(RedisFences fences, PrintWriter out) {
      int from = fences.buckets();
      fences.convert(to, stoppedWithSavepoint);
      out.printf(
          "Converted from %d buckets to %d; start the job with --redis.buckets %d%n", from, to, to);
    }
  }

  @Command(
      name = "reset",
      mixinStandardHelpOptions = true,
      description = {
        "Forgets the progress: a job that starts anew applies everything that it reads once more, on"
            + " top of what the views show. For a view that was emptied or a rebuild."
      })
  private static final class Reset extends Step {
    @Option(names = "--yes", description = "Really.")
    private boolean yes;

    Reset(Invocation invocation) {
      super(invocation);
    }

    @Override
    void work(RedisFences fences, PrintWriter out) {
      if (!yes) {
        throw new UsageException(
            "reset forgets the progress of %d partitions, and what is read again counts again: add --yes"
                .formatted(fences.all().size()));
      }
      fences.reset();
      out.println("The group's progress is forgotten; start its job without a checkpoint.");
    }
  }

  @Command(
      name = "forget",
      mixinStandardHelpOptions = true,
      description = {
        "Forgets a topic that was deleted: its fences, which would stay for ever, and from its next start"
            + " on what the job remembers of it. Refused where Kafka shows a topic of that id; one that this"
            + " user may not see it does not show."
      })
  private static final class Forget extends Step {
    @Parameters(paramLabel = "TOPIC_ID", description = "As show names it.")
    private String topicId = "";

    @Option(
        names = "--yes",
        description = "It was deleted, and is not merely hidden from this user.")
    private boolean yes;

    Forget(Invocation invocation) {
      super(
          GivenOptions.ofRedisAnd(
              invocation, REDIS_KEY_PREFIX, KAFKA_GROUP_ID, KAFKA_BOOTSTRAP_SERVERS));
    }

    @Override
    void check(OptionValues options) throws Exception {
      try (KafkaCluster kafka = new KafkaCluster(options)) {
        kafka.requireNoTopicOfId(topicId);
      }
      if (!yes) {
        throw new UsageException(
            "Kafka shows this user no topic of id %s; to it a topic that it may not see is none. What is read of one that is still there would count again: where it was deleted, add --yes"
                .formatted(topicId));
      }
    }

    @Override
    void work(RedisFences fences, PrintWriter out) {
      int partitions = fences.forget(topicId);
      out.printf("Forgot the fences of %d partitions of topic id %s.%n", partitions, topicId);
      out.println("What the job remembers of it, it forgets when it starts next.");
    }
  }
}
