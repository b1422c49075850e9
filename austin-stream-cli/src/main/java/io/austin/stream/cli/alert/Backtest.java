package io.austin.stream.cli.alert;

import static io.austin.stream.options.InsightsOptionDefinitions.ALERTS_LATENESS;
import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.PARALLELISM;

import io.austin.stream.cli.platform.EmbeddedFlink;
import io.austin.stream.cli.platform.KafkaCluster;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.functions.alert.AlertRule;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.job.AlertBacktest;
import io.austin.stream.job.AlertBacktest.Found;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** Rules tried on a topic, up to where it ends when this begins. */
public final class Backtest {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final OptionValues options;
  private final List<AlertRule> rules;
  private final Instant since;
  private final LiveLine live;
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private long clock = Long.MIN_VALUE;

  /**
   * A try.
   *
   * @param since from when on incidents are wanted
   * @param live says how far it is
   */
  public Backtest(OptionValues options, List<AlertRule> rules, Instant since, LiveLine live) {
    this.options = options;
    this.rules = rules;
    this.since = since;
    this.live = live;
  }

  /** Reads; whether it came to the end before somebody asked to stop. */
  public boolean run(StopRequest stop) throws Exception {
    int partitions = partitions();
    Instant begin = AlertBacktest.begin(options, rules, since);
    long end = System.currentTimeMillis();
    long reached = end - options.get(ALERTS_LATENESS).toMillis();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(settings());
    environment.setParallelism(EmbeddedFlink.sized(options, partitions).get(PARALLELISM));
    DataStream<Found> found = AlertBacktest.define(environment, options, rules, begin);
    live.announce("Reading what there is since " + begin + " ...");
    try (CloseableIterator<Found> results = found.collectAsync()) {
      JobClient job = environment.executeAsync("austin-stream-backtest");
      Reader reader = new Reader(results);
      reader.start();
      try {
        while (clock < reached && !stop.isMade()) {
          take(reader);
          if (clock != Long.MIN_VALUE) {
            live.show(
                "Looked at %s, %.0f %%, %d incidents so far"
                    .formatted(
                        Instant.ofEpochMilli(clock),
                        100.0 * (clock - begin.toEpochMilli()) / (end - begin.toEpochMilli()),
                        incidents().size()));
          }
        }
      } finally {
        job.cancel().get(20, TimeUnit.SECONDS);
      }
    }
    return clock >= reached;
  }

  private void take(Reader reader) throws Exception {
    Found next = reader.found.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      Throwable failure = reader.failure;
      if (failure != null) {
        throw new IOException("the rules could not be tried", failure);
      }
      return;
    }
    clock = next.clock();
    Incident incident = next.incident();
    if (incident != null) {
      incidents.put(incident.id(), incident);
    }
  }

  /** The results are waited for by a thread of its own, so that this one sees who asks to stop. */
  private static final class Reader extends Thread {
    private final CloseableIterator<Found> results;
    private final BlockingQueue<Found> found = new ArrayBlockingQueue<>(10_000);
    private volatile @Nullable Throwable failure;

    Reader(CloseableIterator<Found> results) {
      super("backtest-results");
      this.results = results;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (results.hasNext()) {
          found.put(results.next());
        }
        failure = new IllegalStateException("the job ended by itself");
      } catch (InterruptedException | RuntimeException failed) {
        failure = failed;
      }
    }
  }

  private static Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return settings;
  }

  private int partitions() throws IOException, InterruptedException {
    int partitions = 0;
    try (KafkaCluster kafka = new KafkaCluster(options)) {
      for (String topic : options.get(KAFKA_TOPIC)) {
        partitions += kafka.require(topic, KAFKA_TOPIC.flag());
      }
    }
    return partitions;
  }

  /** The incidents of the time that was asked for, in their order. */
  public List<Incident> incidents() {
    long from = since.toEpochMilli();
    return incidents.values().stream()
        .filter(it -> it.isOpen() || it.ended() >= from)
        .sorted(Comparator.comparingLong(Incident::begun).thenComparing(Incident::id))
        .toList();
  }

  /** Up to when rules were looked at. */
  public Instant clock() {
    return Instant.ofEpochMilli(clock);
  }
}
