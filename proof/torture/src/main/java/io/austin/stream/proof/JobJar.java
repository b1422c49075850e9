package io.austin.stream.proof;

import io.austin.stream.job.JobVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The jar that ops submit, as this checkout has built it. */
public final class JobJar {
  /** What the jar holds, or needs what it holds, and a cluster therefore must not have. */
  private static final String IN_THE_JAR =
      "(austin-stream-(?!test-)[a-z]+|flink-connector-(kafka|base)|kafka-clients|jedis|picocli)"
          + "-.*\\.jar";

  private JobJar() {}

  /** The jar; none where the job's classes come from no jar of the same build. */
  public static Optional<Path> find() {
    String checkout = System.getProperty("austin.stream.home", Path.of("..", "..").toString());
    return Optional.of(
            Path.of(
                checkout,
                "austin-stream-job",
                "target",
                "austin-stream-job-" + JobVersion.current() + ".jar"))
        .filter(Files::isRegularFile);
  }

  /** Whether a cluster that the jar is submitted to does without this part of the class path. */
  public static boolean replaces(Path classPathEntry) {
    return find().isPresent() && classPathEntry.getFileName().toString().matches(IN_THE_JAR);
  }
}
