package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a server keeps its data: a directory that stays, or a temporary one that goes with it. */
final class DataDirectory {
  private final Path path;
  private final boolean temporary;

  private DataDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /** The named directory, created if need be, or a temporary one when none is named. */
  static DataDirectory of(@Nullable Path path, String temporaryName) {
    try {
      return path == null
          ? new DataDirectory(Files.createTempDirectory(temporaryName), true)
          : new DataDirectory(Files.createDirectories(path).toAbsolutePath(), false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the data directory", e);
    }
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  boolean isTemporary() {
    return temporary;
  }

  void deleteIfTemporary() {
    if (temporary) {
      delete(path);
    }
  }

  static void delete(Path root) {
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException alreadyGone) {
      // What was to be achieved.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + root, e);
    }
  }
}
