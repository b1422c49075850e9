package io.austin.stream.cli.platform;

import static io.austin.stream.options.OptionDefinitions.PARALLELISM;

import io.austin.stream.job.JobProgram;
import io.austin.stream.options.OptionValues;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole Flink in this JVM: JobManager and TaskManager. It starts within a time or fails, and is
 * given up where it does not stop.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final MiniCluster cluster;
  private final Configuration configuration;

  private EmbeddedFlink(MiniCluster cluster, Configuration configuration) {
    this.cluster = cluster;
    this.configuration = configuration;
  }

  /** A Flink with so many slots, started. */
  public static EmbeddedFlink start(Configuration configuration, int slots) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    EmbeddedFlink flink = new EmbeddedFlink(cluster, configuration);
    try {
      flink.awaitStart();
      return flink;
    } catch (Exception failed) {
      flink.close();
      throw failed;
    }
  }

  /** The options with a parallelism for so many partitions on this machine, unless one is set. */
  public static OptionValues sized(OptionValues options, int partitions) {
    int useful = Math.min(partitions, Runtime.getRuntime().availableProcessors());
    return options.isSet(PARALLELISM) ? options : options.with(PARALLELISM, String.valueOf(useful));
  }

  /** A start that fails may hang on threads that wait for it: so it has a thread of its own. */
  private void awaitStart() throws Exception {
    FutureTask<Boolean> start =
        new FutureTask<>(
            () -> {
              cluster.start();
              return true;
            });
    Thread thread = new Thread(start, "flink-start");
    thread.setDaemon(true);
    thread.start();
    try {
      start.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException hung) {
      throw new IllegalStateException(
          "Flink did not start within " + START_LIMIT.toSeconds() + " s", hung);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("Flink did not start", failed.getCause());
    }
  }

  /**
   * Starts a job.
   *
   * @param restore a checkpoint or savepoint to go on from
   */
  public RunningJob submit(JobProgram program, OptionValues options, Optional<String> restore)
      throws Exception {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    program.definition().accept(environment, options);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(program.name());
    JobGraph job = graph.getJobGraph();
    restore.ifPresent(
        path -> job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(path)));
    cluster.submitJob(job).get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    return new RunningJob(cluster, job.getJobID());
  }

  @Override
  public void close() {
    CompletableFuture<Void> closed = cluster.closeAsync();
    try {
      closed.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failed) {
      LOG.warn("Flink did not stop in good order", failed);
    }
  }
}
