package io.austin.stream.test.cluster;

import io.austin.stream.test.server.ChildProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.jspecify.annotations.Nullable;

/**
 * A real Flink on 127.0.0.1: a JobManager and TaskManagers, each a process of its own.
 *
 * <pre>{@code
 * try (FlinkCluster flink = FlinkCluster.in(directory).taskManagers(2).slots(4).start()) {
 *   ClusterJob job = flink.submit(new Submission("traces", this::define));
 *   flink.taskManagers().get(0).kill();
 *   flink.taskManagers().get(0).start();
 *   flink.jobManager().restart(); // it forgets its jobs
 *   job = flink.submit(again.restoredFrom(job.newestCheckpoint()));
 * }
 * }</pre>
 *
 * <p>There is no high availability: a JobManager that was killed knows nothing of its jobs when it
 * comes back. Whatever Flink keeps is in the cluster's directory, checkpoints too, and stays.
 */
public final class FlinkCluster implements AutoCloseable {
  private final ClusterFiles files;
  private final ClusterSettings settings;
  private final FlinkRest rest;
  private final List<String> jvmOptions;
  private final String classPath;
  private final ClusterNode jobManager;
  private final List<ClusterNode> taskManagers = new ArrayList<>();
  private final Counters counters;

  private FlinkCluster(Builder builder) {
    files = new ClusterFiles(builder.directory.toAbsolutePath());
    settings = builder.settings(files);
    rest = new FlinkRest("http://127.0.0.1:" + settings.all().get("rest.port"));
    jvmOptions = builder.jvmOptions;
    classPath = builder.classPath();
    jobManager =
        new ClusterNode(
            "jobmanager",
            files.logs(),
            id -> command(StandaloneSessionClusterEntrypoint.class),
            id -> rest.isUp());
    for (int i = 1; i <= builder.taskManagers; i++) {
      taskManagers.add(
          new ClusterNode(
              "taskmanager-" + i,
              files.logs(),
              id -> command(TaskManagerRunner.class, "-D", "taskmanager.resource-id=" + id),
              rest::hasTaskManager));
    }
    counters = new Counters(files.counters());
  }

  /** A cluster with its files in this directory, to be described further. */
  public static Builder in(Path directory) {
    return new Builder(directory);
  }

  private void start() {
    files.write(settings.all());
    jobManager.launch();
    taskManagers.forEach(ClusterNode::launch);
    jobManager.awaitReady();
    taskManagers.forEach(ClusterNode::awaitReady);
  }

  /** The JobManager's process. */
  public ClusterNode jobManager() {
    return jobManager;
  }

  /** The TaskManagers' processes. */
  public List<ClusterNode> taskManagers() {
    return Collections.unmodifiableList(taskManagers);
  }

  /** The JobManager's REST interface. */
  public FlinkRest rest() {
    return rest;
  }

  /** Flink's command line for this cluster, of the same version. */
  public FlinkCli cli() {
    return new FlinkCli(this, files, Map.of());
  }

  /** The directory for savepoints, as a URI. */
  public String savepoints() {
    return files.savepoints().toUri().toString();
  }

  /** What the tasks counted; nothing where the cluster is a distribution's. */
  public Counters counters() {
    return counters;
  }

  /** The directory of the processes' logs. */
  public Path logs() {
    return files.logs();
  }

  /** Hands a job to the JobManager; returns when it has taken it. */
  public ClusterJob submit(Submission submission) throws Exception {
    return submission.to(this);
  }

  Configuration configuration() {
    return settings.configuration();
  }

  RestClusterClient<StandaloneClusterId> client() throws Exception {
    return new RestClusterClient<>(configuration(), StandaloneClusterId.getInstance());
  }

  RetainedCheckpoints checkpoints() {
    return new RetainedCheckpoints(files.checkpoints());
  }

  /** Ends all processes at once. */
  @Override
  public void close() {
    Stream.concat(taskManagers.stream(), Stream.of(jobManager))
        .filter(ClusterNode::isRunning)
        .forEach(ClusterNode::kill);
  }

  /** The command of one of the cluster's processes. */
  private List<String> command(Class<?> main, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--configDir", files.configuration().toString()));
    all.addAll(List.of(arguments));
    return java(main.getName(), List.of(), files.logging(), all);
  }

  /** The command that runs a class of Flink's. */
  List<String> java(
      String main, List<String> properties, Path logging, Collection<String> arguments) {
    List<String> options = new ArrayList<>(jvmOptions);
    OPENED.forEach(name -> options.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    options.add("-Dlog4j2.configurationFile=" + logging);
    options.addAll(properties);
    return ChildProcess.java(options, classPath, main, arguments.toArray(String[]::new));
  }

  /** As Flink's own start scripts do. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.time");

  /** What a {@link FlinkCluster} shall be like. */
  public static final class Builder {
    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** Of little use over hours, but it halves the CPU time of a start. */
    private List<String> jvmOptions =
        List.of(
            "-Xmx384m",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    private Predicate<Path> leftOut = entry -> false;
    private @Nullable FlinkDistribution distribution;
    private boolean shortTimeouts = true;
    private int taskManagers = 1;
    private int slots = 1;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** How many TaskManagers; one by default. */
    public Builder taskManagers(int number) {
      taskManagers = number;
      return this;
    }

    /** How many slots each TaskManager has; one by default. */
    public Builder slots(int number) {
      slots = number;
      return this;
    }

    /**
     * Leaves these entries of this JVM's class path out, such as those that come with a job's jar:
     * what has a connector in its jar must not have it beside Flink too.
     */
    public Builder without(Predicate<Path> classPathEntries) {
      leftOut = classPathEntries;
      return this;
    }

    /** Runs these jars, and nothing of this JVM's class path. */
    public Builder distribution(FlinkDistribution flink) {
      distribution = flink;
      return this;
    }

    /** Leaves the time-outs as Flink has them, where they are made shorter otherwise. */
    public Builder flinkTimeouts() {
      shortTimeouts = false;
      return this;
    }

    /** A setting of Flink's, in place of the one set here. */
    public Builder setting(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** Options of the processes' JVMs, in place of those that make them small and soon up. */
    public Builder jvmOptions(String... options) {
      jvmOptions = List.of(options);
      return this;
    }

    private ClusterSettings settings(ClusterFiles files) {
      ClusterSettings all = new ClusterSettings(files, slots);
      if (shortTimeouts) {
        all.withShortTimeouts();
      }
      if (distribution == null) {
        all.withCounters(files);
      }
      return all.with(settings);
    }

    private String classPath() {
      return distribution != null
          ? distribution.classPath()
          : Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .filter(entry -> !leftOut.test(Path.of(entry)))
              .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts the processes and waits until they know of each other. */
    public FlinkCluster start() {
      FlinkCluster cluster = new FlinkCluster(this);
      try {
        cluster.start();
        return cluster;
      } catch (RuntimeException e) {
        cluster.close();
        throw e;
      }
    }
  }
}
