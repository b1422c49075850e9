package io.austin.stream.bench.subject;

import io.austin.stream.bench.result.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a {@link JavaChild} and its parent talk: files one way, standard input the other. */
public final class ChildSignals {
  static final String RESULT = "result.json";

  private final Path directory;
  private final Path ready;
  private final Path done;

  /** Signals by files in the child's directory. */
  public ChildSignals(Path directory) {
    this.directory = directory;
    ready = directory.resolve("ready");
    done = directory.resolve("done");
  }

  /** In the child: leaves what it found for the parent. */
  public void leave(Object result) throws IOException {
    ResultFile.write(directory.resolve(RESULT), result);
  }

  /** In the child: says that it is ready, and waits to be told to begin. */
  public void readyAndWait() {
    create(ready);
    awaitWord();
  }

  /** In the child: waits for the parent's next word. */
  public void awaitWord() {
    try {
      int read = System.in.read();
      while (read != '\n') {
        if (read < 0) {
          throw new IllegalStateException("the parent is gone");
        }
        read = System.in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hear the parent", e);
    }
  }

  /** In the child: says that it has done its work, and stays until the parent ends it. */
  public void doneAndWait() {
    create(done);
    awaitWord();
  }

  boolean isReady() {
    return Files.exists(ready);
  }

  boolean isDone() {
    return Files.exists(done);
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + file, e);
    }
  }
}
