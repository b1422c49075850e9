package io.austin.stream.test.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/** The completed checkpoints that jobs left in a directory. */
final class RetainedCheckpoints {
  private static final String PREFIX = "chk-";

  private final Path root;

  RetainedCheckpoints(Path root) {
    this.root = root;
  }

  /** The path of the job's newest one, to be restored from. */
  Optional<String> newestOf(JobID job) {
    Path directory = root.resolve(job.toString());
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> checkpoints = Files.list(directory)) {
      return checkpoints
          .filter(it -> it.getFileName().toString().startsWith(PREFIX))
          .filter(it -> Files.exists(it.resolve("_metadata")))
          .max(Comparator.comparingLong(RetainedCheckpoints::number))
          .map(it -> it.toUri().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
  }
}
