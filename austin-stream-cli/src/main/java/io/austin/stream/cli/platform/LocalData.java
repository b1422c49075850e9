package io.austin.stream.cli.platform;

import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which a run keeps its data. While it is open nobody else may write there; who
 * finds it locked may use the servers that run on it.
 */
public final class LocalData implements AutoCloseable {
  private static final String LOCK = "austin-stream.lock";

  private final Path directory;
  private final FileChannel channel;
  private final @Nullable FileLock lock;

  private LocalData(Path directory) throws IOException {
    this.directory = directory;
    this.channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    this.lock = tryLock(channel);
  }

  /**
   * The directory for a new run, created if need be.
   *
   * @throws UsageException when another run uses it, or it holds what is not ours
   */
  public static LocalData forRun(Path directory, boolean keep) throws IOException {
    requireOurs(directory);
    LocalData data = open(directory);
    if (!data.isOurs()) {
      data.close();
      throw new UsageException(
          directory + " is in use by another run; stop it, or name another directory with --data.");
    }
    if (!keep) {
      data.wipe();
    }
    return data;
  }

  /** The directory as a run left it, or uses it now; empty where there was none. */
  public static Optional<LocalData> find(Path directory) throws IOException {
    return Files.exists(directory.resolve(LOCK)) ? Optional.of(open(directory)) : Optional.empty();
  }

  private static LocalData open(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
      return new LocalData(directory.toAbsolutePath().normalize());
    } catch (FileSystemException refused) {
      throw new UsageException(
          directory
              + " cannot be written to; name another directory with --data or"
              + " AUSTIN_STREAM_DATA.");
    }
  }

  private static void requireOurs(Path directory) throws IOException {
    if (!Files.exists(directory) || Files.exists(directory.resolve(LOCK))) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new UsageException("--data: " + directory + " is no directory.");
    }
    try (Stream<Path> content = Files.list(directory)) {
      if (content.findAny().isPresent()) {
        throw new UsageException(
            "--data: " + directory + " holds other files, which would be deleted; name a new one.");
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisJvm) {
      return null;
    }
  }

  private void wipe() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> content = Files.walk(directory)) {
      deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      if (!path.equals(directory) && !path.equals(directory.resolve(LOCK))) {
        Files.delete(path);
      }
    }
  }

  /** Whether nobody else uses it; false while another run's servers are up on it. */
  public boolean isOurs() {
    return lock != null;
  }

  /** A file or directory in it. */
  public Path resolve(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
