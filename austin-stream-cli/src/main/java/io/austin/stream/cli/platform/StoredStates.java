package io.austin.stream.cli.platform;

import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints and savepoints that a run left in its data. */
public final class StoredStates {
  private static final String LATEST = "latest";
  private static final String METADATA = "_metadata";

  private StoredStates() {}

  /**
   * The one to go on from.
   *
   * @param named a path, or {@code latest} for the newest that is there
   * @throws UsageException when there is none
   */
  public static String find(String named, LocalData data) throws IOException {
    if (!named.equals(LATEST)) {
      return named;
    }
    return newest(data)
        .orElseThrow(
            () ->
                new UsageException(
                    "--restore latest: there is no checkpoint or savepoint in "
                        + data
                        + "; leave --restore out to start afresh."));
  }

  /** The newest one that is there. */
  public static Optional<String> newest(LocalData data) throws IOException {
    Path flink = data.resolve("flink");
    if (!Files.isDirectory(flink)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(flink)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .max(Comparator.comparing(StoredStates::writtenAt))
          .map(file -> file.resolveSibling("").toUri().toString());
    }
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
