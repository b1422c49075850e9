package io.austin.stream.cli.run;

import static io.austin.stream.options.OptionDefinitions.KAFKA_TOPIC;
import static io.austin.stream.options.OptionDefinitions.PARALLELISM;
import static io.austin.stream.options.OptionDefinitions.PREFLIGHT;

import io.austin.stream.cli.metrics.JobMetrics;
import io.austin.stream.cli.platform.EmbeddedFlink;
import io.austin.stream.cli.platform.FlinkSettings;
import io.austin.stream.cli.platform.KafkaCluster;
import io.austin.stream.cli.platform.LocalData;
import io.austin.stream.cli.platform.RunningJob;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.cli.platform.StoredStates;
import io.austin.stream.cli.screen.LiveLine;
import io.austin.stream.options.OptionValues;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job against given servers, in this JVM, until somebody stops it or it fails. */
public final class JobRun {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final JobKind kind;
  private final OptionValues options;
  private final Map<String, String> flinkSettings;
  private final LocalData data;
  private final LiveLine live;
  private final Function<Throwable, String> told;

  /**
   * A run.
   *
   * @param flinkSettings settings of Flink's own
   * @param told says in a line why the job was restarted
   */
  public JobRun(
      JobKind kind,
      OptionValues options,
      Map<String, String> flinkSettings,
      LocalData data,
      LiveLine live,
      Function<Throwable, String> told) {
    this.kind = kind;
    this.options = options;
    this.flinkSettings = flinkSettings;
    this.data = data;
    this.live = live;
    this.told = told;
  }

  /**
   * Runs the job; returns the path of the savepoint behind which it was stopped, or else of the
   * last checkpoint, if there is any.
   *
   * @param restore the checkpoint or savepoint to go on from
   */
  public Optional<String> run(Optional<String> restore, StopRequest stop) throws Exception {
    if (options.get(PREFLIGHT)) {
      kind.program().preflight().apply(options).forEach(warning -> live.say("Warning: " + warning));
    }
    OptionValues sized = EmbeddedFlink.sized(options, partitions());
    live.announce("Starting Flink ...");
    Configuration settings = FlinkSettings.in(data);
    FlinkSettings.add(flinkSettings, settings);
    JobMetrics metrics = JobMetrics.addTo(settings, kind.program().name());
    try (EmbeddedFlink flink = EmbeddedFlink.start(settings, sized.get(PARALLELISM))) {
      RunningJob job = flink.submit(kind.program(), sized, restore);
      live.say("The job runs. Ctrl-C stops it behind a savepoint.");
      watch(job, metrics, stop);
      return stop(job);
    }
  }

  /** A job that is being restarted takes no savepoint; its last checkpoint is as good. */
  private Optional<String> stop(RunningJob job) throws Exception {
    live.announce("Stopping the job behind a savepoint ...");
    try {
      return Optional.of(job.stopWithSavepoint());
    } catch (ExecutionException | TimeoutException noSavepoint) {
      LOG.warn("The job takes no savepoint", noSavepoint);
      job.cancel();
      return StoredStates.newest(data);
    }
  }

  private int partitions() throws IOException, InterruptedException {
    int partitions = 0;
    try (KafkaCluster kafka = new KafkaCluster(options)) {
      for (String topic : options.get(KAFKA_TOPIC)) {
        kafka.require(topic);
        partitions += kafka.partitions(topic).orElse(0);
      }
    }
    return partitions;
  }

  private void watch(RunningJob job, JobMetrics metrics, StopRequest stop) throws Exception {
    RunLine progress = kind.line().apply(metrics);
    long restarts = 0;
    while (!stop.await(LOOK_EVERY)) {
      job.throwIfOver();
      if (metrics.restarts() > restarts) {
        restarts = metrics.restarts();
        job.lastFailure().map(told).ifPresent(why -> live.say("The job was restarted: " + why));
      }
      progress.show(live);
    }
  }
}
