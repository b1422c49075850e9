package io.austin.stream.cli.platform;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * The configuration of an {@link EmbeddedFlink}: on this machine alone, with its data in one place.
 */
public final class FlinkSettings {
  private static final String HOST = "127.0.0.1";
  private static final int RESTARTS = 2;
  private static final Duration BETWEEN_RESTARTS = Duration.ofSeconds(1);

  private FlinkSettings() {}

  /** The settings for Flink's data in this directory. */
  public static Configuration in(LocalData data) {
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, HOST);
    settings.set(RestOptions.BIND_ADDRESS, HOST);
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(JobManagerOptions.BIND_HOST, HOST);
    settings.set(TaskManagerOptions.BIND_HOST, HOST);
    settings.set(TaskManagerOptions.HOST, HOST);
    settings.set(BlobServerOptions.PORT, "0");
    settings.set(CoreOptions.TMP_DIRS, data.resolve("flink/tmp").toString());
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        data.resolve("flink/checkpoints").toUri().toString());
    settings.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY,
        data.resolve("flink/savepoints").toUri().toString());
    return settings;
  }

  /** Lets a job that fails again and again end soon: somebody is looking at it. */
  public static void failSoon(Configuration settings) {
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, BETWEEN_RESTARTS);
  }

  /** Adds a user's own settings, which go before all others. */
  public static void add(Map<String, String> own, Configuration settings) {
    own.forEach(settings::setString);
  }
}
