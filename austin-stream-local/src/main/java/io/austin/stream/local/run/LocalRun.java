package io.austin.stream.local.run;

import static io.austin.stream.options.ConsoleOptionDefinitions.CONSOLE_PORT;
import static io.austin.stream.options.OptionDefinitions.DEAD_LETTER_TOPIC;
import static io.austin.stream.options.OptionDefinitions.KAFKA_BOOTSTRAP_SERVERS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_GROUP_ID;
import static io.austin.stream.options.OptionDefinitions.KAFKA_START;
import static io.austin.stream.options.OptionDefinitions.PARALLELISM;
import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.cli.metrics.JobMetrics;
import io.austin.stream.cli.platform.EmbeddedFlink;
import io.austin.stream.cli.platform.FlinkSettings;
import io.austin.stream.cli.platform.KafkaCluster;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.platform.RunningJob;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.cli.run.ProgressLine;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.cli.verify.Verifications;
import io.austin.stream.console.Console;
import io.austin.stream.job.AustinStreamJob;
import io.austin.stream.job.InsightsJob;
import io.austin.stream.job.options.KafkaOptions;
import io.austin.stream.job.preflight.Preflight;
import io.austin.stream.local.servers.SavedRun;
import io.austin.stream.local.servers.Servers;
import io.austin.stream.options.InsightsOptionDefinitions;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionDefinitions;
import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.traffic.Production;
import io.austin.stream.test.traffic.TopicWriter;
import io.austin.stream.verify.Verification;
import io.austin.stream.verify.Verified;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/**
 * The whole platform for a while: servers, the job, traffic. It ends when everything that it
 * produced stands in Redis under a completed checkpoint, or when the job fails.
 */
public final class LocalRun {
  private final RunSettings settings;
  private final LocalData data;
  private final LiveLine live;
  private final StopRequest stop;

  /** A run on these data that tells how it stands. */
  public LocalRun(RunSettings settings, LocalData data, LiveLine live, StopRequest stop) {
    this.settings = settings;
    this.data = data;
    this.live = live;
    this.stop = stop;
  }

  /**
   * Runs it.
   *
   * @param production what to produce, asked for when everything is ready
   */
  public RunResult run(Supplier<Production> production) throws Exception {
    String topic = KafkaCluster.singleTopic(settings.options());
    Instant began = SavedRun.in(data).map(SavedRun::began).orElse(Instant.now());
    try (Servers servers = new Servers(data)) {
      if (!embedded().contains(REDIS_URI)) {
        Preflight.checkRedis(settings.options());
      }
      live.announce("Starting Kafka and Redis ...");
      OptionValues options = servers.startFor(settings.options());
      servers.save(SavedRun.of(options, began));
      try (KafkaCluster kafka = new KafkaCluster(options);
          Console console = settings.console() ? console(options) : null) {
        if (console != null) {
          live.say("The console is at " + console.address());
        }
        options = EmbeddedFlink.sized(options, prepare(kafka, topic, options));
        RunResult result = onFlink(options, kafka, topic, production);
        return settings.verify() ? verified(result, began) : result;
      }
    }
  }

  /**
   * Starts the console. Unless somebody names a port, another one will do when the usual one is
   * taken: a second run is no mistake.
   */
  private static Console console(OptionValues options) {
    try {
      return Console.start(options);
    } catch (UsageException mistake) {
      if (options.isSet(CONSOLE_PORT)) {
        throw mistake;
      }
      return Console.start(options.with(CONSOLE_PORT, "0"));
    }
  }

  /** Creates the topics that are not there and checks the servers; returns the partitions. */
  private int prepare(KafkaCluster kafka, String topic, OptionValues options)
      throws IOException, InterruptedException {
    int partitions = kafka.ensure(topic, settings.partitions());
    Optional<String> deadLetters = options.find(DEAD_LETTER_TOPIC);
    if (deadLetters.isPresent()) {
      kafka.ensure(deadLetters.get(), 1);
    }
    if (options.get(OptionDefinitions.PREFLIGHT)) {
      Preflight.check(options).forEach(warning -> live.say("Warning: " + warning));
      if (settings.insights()) {
        Preflight.checkInsights(options).forEach(warning -> live.say("Warning: " + warning));
      }
    }
    return partitions;
  }

  private RunResult onFlink(
      OptionValues options, KafkaCluster kafka, String topic, Supplier<Production> production)
      throws Exception {
    live.announce("Starting Flink ...");
    Configuration flinkSettings = FlinkSettings.in(data);
    FlinkSettings.failSoon(flinkSettings);
    FlinkSettings.add(settings.flink(), flinkSettings);
    JobMetrics metrics = JobMetrics.addTo(flinkSettings, AustinStreamJob.PROGRAM.name());
    JobMetrics ofInsights = JobMetrics.addTo(flinkSettings, InsightsJob.PROGRAM.name());
    int slots = options.get(PARALLELISM) * (settings.insights() ? 2 : 1);
    try (EmbeddedFlink flink = EmbeddedFlink.start(flinkSettings, slots);
        TopicWriter writer = new TopicWriter(topic, KafkaOptions.clients(options).producer())) {
      RunningJob job = flink.submit(AustinStreamJob.PROGRAM, options, Optional.empty());
      job.awaitRunning();
      Optional<RunningJob> insights = insights(flink, options);
      live.say(running());
      ProgressLine progress = new ProgressLine(writer::acknowledged, metrics);
      Delivery delivery =
          new Delivery(
              writer,
              job,
              () -> read(kafka, options.get(KAFKA_GROUP_ID), topic, metrics),
              progress,
              live);
      Delivered delivered = delivery.run(production.get(), settings.duration(), stop);
      if (insights.isPresent()) {
        String group = InsightsOptionDefinitions.groupId(options);
        delivery.awaitApplied(insights.get(), () -> read(kafka, group, topic, ofInsights));
      }
      RunResult result = result(options, delivered, metrics);
      live.announce("Stopping the job ...");
      job.cancel();
      if (insights.isPresent()) {
        insights.get().cancel();
      }
      return result;
    }
  }

  /** It keeps no state from run to run: what it shows it counts anew from all that Kafka holds. */
  private Optional<RunningJob> insights(EmbeddedFlink flink, OptionValues options)
      throws Exception {
    if (!settings.insights()) {
      return Optional.empty();
    }
    OptionValues all =
        embedded().contains(KAFKA_BOOTSTRAP_SERVERS)
            ? options.with(KAFKA_START, "earliest")
            : options;
    RunningJob job = flink.submit(InsightsJob.PROGRAM, all, Optional.empty());
    job.awaitRunning();
    return Optional.of(job);
  }

  /** A task that was restarted knows nothing of what it read before; the group's offsets do. */
  private static Map<Integer, Long> read(
      KafkaCluster kafka, String group, String topic, JobMetrics metrics)
      throws IOException, InterruptedException {
    Map<Integer, Long> offsets = kafka.committed(group, topic);
    metrics
        .lastRead(topic)
        .forEach((partition, last) -> offsets.merge(partition, last + 1, Math::max));
    return offsets;
  }

  private String running() {
    return "Running with %s Kafka and %s Redis. Ctrl-C stops."
        .formatted(isOwn(KAFKA_BOOTSTRAP_SERVERS), isOwn(REDIS_URI));
  }

  private String isOwn(Option<?> address) {
    return embedded().contains(address) ? "its own" : "your";
  }

  private Set<Option<?>> embedded() {
    return Stream.of(KAFKA_BOOTSTRAP_SERVERS, REDIS_URI)
        .filter(address -> !settings.options().isSet(address))
        .collect(Collectors.toUnmodifiableSet());
  }

  private RunResult result(OptionValues options, Delivered delivered, JobMetrics metrics) {
    return new RunResult(
        options,
        embedded(),
        delivered,
        metrics.eventsCommitted(),
        metrics.deadLetters(),
        metrics.eventAge(),
        metrics.restarts(),
        Optional.empty());
  }

  private RunResult verified(RunResult result, Instant began) throws IOException {
    live.announce("Verifying ...");
    Verification verification = Verifications.of(result.options(), live);
    Verified verified =
        embedded().contains(REDIS_URI)
            ? verification.run(true, Optional.of(began))
            : verification.run(false, Optional.empty());
    live.clear();
    return result.with(verified);
  }
}
