package io.austin.stream.proof;

import io.austin.stream.job.AustinStreamJob;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The jar that ops submit, if this JVM has the job's classes from it. */
public final class JobJar {
  /** What the jar holds, or needs what it holds, and a cluster therefore must not have. */
  private static final String IN_THE_JAR =
      "(austin-stream-(?!test-)[a-z]+|flink-connector-(kafka|base)|kafka-clients|jedis|picocli)"
          + "-.*\\.jar";

  private JobJar() {}

  /** The jar; none where the job's classes come from a directory. */
  public static Optional<Path> find() {
    Path source = source();
    return Files.isRegularFile(source) ? Optional.of(source) : Optional.empty();
  }

  /** Whether a cluster that the jar is submitted to does without this part of the class path. */
  public static boolean replaces(Path classPathEntry) {
    return find().isPresent() && classPathEntry.getFileName().toString().matches(IN_THE_JAR);
  }

  private static Path source() {
    try {
      return Path.of(
          AustinStreamJob.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the job's classes come from nowhere", e);
    }
  }
}
