package io.austin.stream.local.torture.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The file that Redis appends every write to. Cut to a length that it had before, it is the older
 * state of Redis: a copy made then and restored would be the same bytes.
 */
public final class AppendOnlyFile {
  private final Path directory;

  AppendOnlyFile(Path directory) {
    this.directory = directory;
  }

  /** How long it is by now, in bytes. */
  public long length() {
    try {
      return Files.size(file());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot measure Redis's append-only file", e);
    }
  }

  /** Forgets what was written since it had this length; Redis must be down. */
  public void cutTo(long length) {
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate(length);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot cut Redis's append-only file", e);
    }
  }

  /** One file up to Redis 6; later the newest of several. */
  private Path file() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("appendonly\\.aof|.*\\.incr\\.aof"))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow(() -> new IOException("no append-only file in " + directory));
    }
  }
}
