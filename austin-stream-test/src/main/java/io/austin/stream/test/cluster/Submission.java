package io.austin.stream.test.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A job to be submitted. Immutable; each {@code with}-like method returns a changed copy.
 *
 * @param name what the job is called
 * @param definition adds the job's operators to an environment
 * @param jars what the cluster shall load the job's classes from; none = its own class path
 * @param restored the checkpoint or savepoint to go on from
 */
public record Submission(
    String name,
    Consumer<StreamExecutionEnvironment> definition,
    List<Path> jars,
    Optional<String> restored) {
  private static final long LIMIT_SECONDS = 60;

  /** A job of classes that the cluster has, without a past. */
  public Submission(String name, Consumer<StreamExecutionEnvironment> definition) {
    this(name, definition, List.of(), Optional.empty());
  }

  /** The same, its classes loaded from a jar. */
  public Submission withJar(Path jar) {
    List<Path> more = new ArrayList<>(jars);
    more.add(jar);
    return new Submission(name, definition, List.copyOf(more), restored);
  }

  /** The same, going on from a checkpoint or savepoint, or from none. */
  public Submission restoredFrom(Optional<String> snapshot) {
    return new Submission(name, definition, jars, snapshot);
  }

  ClusterJob to(FlinkCluster cluster) throws Exception {
    JobGraph graph = graph(cluster);
    try (RestClusterClient<StandaloneClusterId> client = cluster.client()) {
      client.submitJob(graph).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    return new ClusterJob(cluster, graph.getJobID(), restored);
  }

  private JobGraph graph(FlinkCluster cluster) {
    StreamExecutionEnvironment environment =
        new StreamExecutionEnvironment(cluster.configuration());
    definition.accept(environment);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    JobGraph job = graph.getJobGraph();
    jars.forEach(jar -> job.addJar(new org.apache.flink.core.fs.Path(jar.toUri())));
    restored.ifPresent(
        path -> job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(path)));
    return job;
  }
}
