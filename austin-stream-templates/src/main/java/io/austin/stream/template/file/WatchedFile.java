package io.austin.stream.template.file;

import io.austin.stream.options.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, which is read again when it changes. While it cannot be read, or is wrong, what
 * it said before goes on.
 *
 * @param <T> what its content is made into
 */
public final class WatchedFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

  private final Path file;
  private final Form<T> form;
  private final long checkNanos;

  private volatile T content;
  private volatile boolean ok = true;
  private State state;
  private long checkedAt = System.nanoTime();

  /**
   * The content of a file.
   *
   * @param option which names it
   * @param check how often to look whether it has changed
   * @throws UsageException when it cannot be read
   */
  public WatchedFile(String option, Path file, Duration check, Form<T> form) {
    this.file = file;
    this.form = form;
    this.checkNanos = check.toNanos();
    try {
      state = State.of(file);
      content = form.read(file);
    } catch (IOException unreadable) {
      throw new UsageException(option + " cannot be read: " + file + ": " + reason(unreadable));
    }
  }

  /** What the file says, or said last. */
  public T content() {
    check();
    return content;
  }

  /** Whether it could be read when it was last tried. */
  public boolean isOk() {
    return ok;
  }

  private synchronized void check() {
    if (System.nanoTime() - checkedAt < checkNanos) {
      return;
    }
    checkedAt = System.nanoTime();
    try {
      State now = State.of(file);
      if (!now.equals(state)) {
        state = now;
        content = form.read(file);
        LOG.info("{} is read again, for it has changed", file);
        ok = true;
      }
    } catch (IOException unreadable) {
      if (ok) {
        LOG.warn("{} cannot be read, what it said before goes on: {}", file, reason(unreadable));
      }
      ok = false;
      state = State.NONE;
    }
  }

  private static String reason(IOException failed) {
    if (failed instanceof CharacterCodingException) {
      return "it is not UTF-8: save it so";
    }
    String message = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    // What says nothing but a path says by its name what is wrong.
    return failed instanceof FileSystemException
        ? failed.getClass().getSimpleName() + ": " + message
        : message;
  }

  /** How a file's content is understood. */
  @FunctionalInterface
  public interface Form<T> {
    /**
     * What a file says.
     *
     * @throws IOException when it cannot be read, or is wrong
     */
    T read(Path file) throws IOException;
  }

  private record State(FileTime changed, long size) {
    static final State NONE = new State(FileTime.fromMillis(0), -1);

    static State of(Path file) throws IOException {
      return new State(Files.getLastModifiedTime(file), Files.size(file));
    }
  }
}
