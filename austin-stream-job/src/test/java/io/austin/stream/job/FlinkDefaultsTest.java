package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.options.OptionValues;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The job's defaults, the cluster's configuration over them, the job's options over both. */
class FlinkDefaultsTest {
  private final Configuration cluster = new Configuration();

  @Test
  void byDefaultCheckpointsAreTakenAndKeptAndFailuresRestart() {
    StreamExecutionEnvironment environment = environment(Map.of());
    CheckpointConfig checkpoints = environment.getCheckpointConfig();

    assertThat(environment.getConfig().isObjectReuseEnabled()).isTrue();
    assertThat(checkpoints.getCheckpointInterval()).isEqualTo(10_000);
    assertThat(checkpoints.getCheckpointingConsistencyMode())
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(checkpoints.getMaxConcurrentCheckpoints()).isEqualTo(1);
    assertThat(checkpoints.isUnalignedCheckpointsEnabled()).isFalse();
    assertThat(checkpoints.getExternalizedCheckpointRetention())
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    assertThat(restartStrategy(environment)).isEqualTo("exponential-delay");
    assertThat(maxDelay(environment)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void theSettingsReachTheJobGraph() {
    StreamExecutionEnvironment environment =
        environment(Map.of("kafka.bootstrap.servers", "k:1", "redis.uri", "redis://r:1/0"));
    AustinStreamJob.define(
        environment,
        OptionValues.of(Map.of("kafka.bootstrap.servers", "k:1", "redis.uri", "redis://r:1/0")));

    assertThat(
            environment
                .getStreamGraph()
                .getJobGraph()
                .getCheckpointingSettings()
                .getCheckpointCoordinatorConfiguration())
        .satisfies(
            settings -> {
              assertThat(settings.getCheckpointInterval()).isEqualTo(10_000);
              assertThat(settings.isExactlyOnce()).isTrue();
              assertThat(settings.getCheckpointRetentionPolicy())
                  .hasToString("RETAIN_ON_CANCELLATION");
            });
  }

  @Test
  void theClustersConfigurationGoesBeforeTheDefaults() {
    cluster.setString("execution.checkpointing.interval", "3s");
    cluster.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "DELETE_ON_CANCELLATION");
    cluster.setString("execution.checkpointing.unaligned.enabled", "true");
    cluster.setString("pipeline.object-reuse", "false");
    cluster.setString("restart-strategy.type", "fixed-delay");
    cluster.setString("parallelism.default", "3");

    StreamExecutionEnvironment environment = environment(Map.of());

    assertThat(environment.getCheckpointConfig().getCheckpointInterval()).isEqualTo(3_000);
    assertThat(environment.getCheckpointConfig().getExternalizedCheckpointRetention())
        .isEqualTo(ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    assertThat(environment.getCheckpointConfig().isUnalignedCheckpointsEnabled()).isTrue();
    assertThat(environment.getConfig().isObjectReuseEnabled()).isFalse();
    assertThat(restartStrategy(environment)).isEqualTo("fixed-delay");
    assertThat(environment.getParallelism()).isEqualTo(3);
  }

  @Test
  void whatIsSetForTheJobGoesBeforeTheCluster() {
    cluster.setString("execution.checkpointing.interval", "3s");
    cluster.setString("restart-strategy.type", "fixed-delay");
    cluster.setString("parallelism.default", "3");

    StreamExecutionEnvironment environment =
        environment(
            Map.of("checkpoint.interval", "1s", "restart.max-delay", "20m", "parallelism", "2"));

    assertThat(environment.getCheckpointConfig().getCheckpointInterval()).isEqualTo(1_000);
    assertThat(restartStrategy(environment)).isEqualTo("exponential-delay");
    assertThat(maxDelay(environment)).isEqualTo(Duration.ofMinutes(20));
    assertThat(environment.getParallelism()).isEqualTo(2);
  }

  private StreamExecutionEnvironment environment(Map<String, String> options) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(cluster);
    FlinkDefaults.addTo(environment, OptionValues.of(options));
    return environment;
  }

  private static String restartStrategy(StreamExecutionEnvironment environment) {
    return environment.getConfiguration().get(RestartStrategyOptions.RESTART_STRATEGY);
  }

  private static Duration maxDelay(StreamExecutionEnvironment environment) {
    return environment
        .getConfiguration()
        .get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF);
  }
}
