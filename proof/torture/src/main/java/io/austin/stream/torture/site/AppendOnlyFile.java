package io.austin.stream.torture.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The file that Redis appends every write to. Cut behind a transaction, it is the older state of
 * Redis.
 */
public final class AppendOnlyFile {
  private static final String LAST_COMMAND = "*1\r\n$4\r\nEXEC\r\n";
  private static final int LONGEST_TRANSACTION = 16 << 20;

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

  /**
   * Forgets what was written since it had this length, and of what was before it the transaction
   * that is not whole there; Redis must be down. Redis would forget it too, but leave the half in
   * the file and apply it at the start after next, https://github.com/valkey-io/valkey/pull/4342,
   * which no writer can do anything about.
   */
  public void cutTo(long length) {
    try (FileChannel channel =
        FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.truncate(endOfTransaction(channel, length));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot cut Redis's append-only file", e);
    }
  }

  private static long endOfTransaction(FileChannel channel, long length) throws IOException {
    long from = Math.max(0, length - LONGEST_TRANSACTION);
    ByteBuffer tail = ByteBuffer.allocate((int) (length - from));
    while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {}
    String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
    int last = text.lastIndexOf(LAST_COMMAND);
    if (last < 0) {
      throw new IOException("no transaction ends in the last bytes of " + length);
    }
    return from + last + LAST_COMMAND.length();
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
