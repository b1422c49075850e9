package io.austin.stream.job;

import static io.austin.stream.options.OptionDefinitions.CHECKPOINT_INTERVAL;
import static io.austin.stream.options.OptionDefinitions.PARALLELISM;
import static io.austin.stream.options.OptionDefinitions.RESTART_MAX_DELAY;

import io.austin.stream.options.OptionValues;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What this job wants of Flink where Flink's own default is another: checkpoints, retained ones
 * too, and restarts are off by default. What the Flink configuration says (the cluster's file, or
 * {@code -D} at submission) goes before it; what the job's own options say goes before that.
 */
public final class FlinkDefaults {
  private static final Duration FIRST_RESTART_DELAY = Duration.ofSeconds(1);
  private static final Duration CALM_AFTER = Duration.ofMinutes(10);

  private final ReadableConfig given;
  private final Configuration added = new Configuration();

  private FlinkDefaults(ReadableConfig given) {
    this.given = given;
  }

  /** Sets what neither the configuration nor the options say. */
  public static void addTo(StreamExecutionEnvironment environment, OptionValues options) {
    FlinkDefaults defaults = new FlinkDefaults(environment.getConfiguration());
    defaults.performance();
    defaults.checkpoints(options);
    defaults.restarts(options);
    // configure() overwrites what is there: only what is to be changed may be in it.
    environment.configure(defaults.added);
    options.find(PARALLELISM).ifPresent(environment::setParallelism);
  }

  private void performance() {
    byDefault(PipelineOptions.OBJECT_REUSE, true);
  }

  private void checkpoints(OptionValues options) {
    if (options.isSet(CHECKPOINT_INTERVAL)) {
      added.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.get(CHECKPOINT_INTERVAL));
    }
    byDefault(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.get(CHECKPOINT_INTERVAL));
    byDefault(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    byDefault(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
    byDefault(CheckpointingOptions.ENABLE_UNALIGNED, false);
    // One may run out while Redis is waited for, or written again; to restart helps neither.
    byDefault(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    byDefault(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  /** Restarts for ever, ever less often: a Redis or Kafka that is away comes back some time. */
  private void restarts(OptionValues options) {
    boolean clusterDecides = given.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isPresent();
    if (clusterDecides && !options.isSet(RESTART_MAX_DELAY)) {
      return;
    }
    Duration maxDelay = options.get(RESTART_MAX_DELAY);
    added.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    added.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        FIRST_RESTART_DELAY);
    added.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, maxDelay);
    added.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        CALM_AFTER.compareTo(maxDelay) > 0 ? CALM_AFTER : maxDelay.multipliedBy(2));
  }

  private <T> void byDefault(ConfigOption<T> option, T value) {
    if (given.getOptional(option).isEmpty() && added.getOptional(option).isEmpty()) {
      added.set(option, value);
    }
  }
}
