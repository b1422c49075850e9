package io.austin.stream.test.cluster;

import io.austin.stream.test.server.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flink's command line as ops call it: {@code flink run ...}, {@code flink stop ...}; a process of
 * its own that knows the cluster from its conf directory alone.
 */
public final class FlinkCli {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final FlinkCluster cluster;
  private final ClusterFiles files;
  private final Map<String, String> environment;

  FlinkCli(FlinkCluster cluster, ClusterFiles files, Map<String, String> environment) {
    this.cluster = cluster;
    this.files = files;
    this.environment = environment;
  }

  /** The same with environment variables for what is called. */
  public FlinkCli withEnvironment(Map<String, String> variables) {
    return new FlinkCli(cluster, files, variables);
  }

  /**
   * What a call came to.
   *
   * @param exitCode 0 where it did what it should
   * @param output what it printed, errors too
   */
  public record Answer(int exitCode, String output) {}

  /** Calls it with these arguments; returns when it has ended. */
  public Answer call(String... arguments) throws IOException {
    List<String> command =
        cluster.java(
            "org.apache.flink.client.cli.CliFrontend",
            List.of("-Dlog.file=" + files.logs().resolve("client.log")),
            files.clientLogging(),
            List.of(arguments));
    Path output = Files.createTempFile(files.logs(), "flink-" + arguments[0] + "-", ".out");
    ChildProcess process =
        ChildProcess.start("flink " + arguments[0], command, variables(), output);
    if (!process.awaitEnd(LIMIT)) {
      process.kill();
      throw new IllegalStateException(
          "flink " + arguments[0] + " did not end within " + LIMIT.toSeconds() + " s: " + output);
    }
    return new Answer(process.exitCode(), Files.readString(output));
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("FLINK_CONF_DIR", files.configuration().toString());
    return variables;
  }
}
