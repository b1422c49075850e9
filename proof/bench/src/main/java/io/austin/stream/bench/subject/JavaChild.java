package io.austin.stream.bench.subject;

import io.austin.stream.bench.result.ResultFile;
import io.austin.stream.bench.site.BenchSite;
import io.austin.stream.test.server.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A main class in a JVM of its own, on this JVM's class path. It gets ready, waits to be told to
 * begin, and says when it has done its work, by itself or when it is told to end; {@link
 * ChildSignals} is the other side.
 */
public final class JavaChild implements Work, Companion {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path directory;
  private final ChildSignals signals;
  private final ChildProcess process;

  private JavaChild(Path directory, ChildProcess process) {
    this.directory = directory;
    this.signals = new ChildSignals(directory);
    this.process = process;
  }

  /**
   * Starts it, in a directory of its own; returns when it is ready.
   *
   * @param main has a {@code main} whose first argument is the directory
   * @param arguments what follows it, as text
   */
  public static JavaChild start(
      BenchSite site, Class<?> main, List<String> jvmOptions, Object... arguments) {
    Path directory = site.newDirectory(main.getSimpleName());
    List<String> command =
        ChildProcess.java(
            jvmOptions,
            System.getProperty("java.class.path"),
            main.getName(),
            Stream.concat(Stream.of(directory), Stream.of(arguments))
                .map(Object::toString)
                .toArray(String[]::new));
    Path log = directory.resolve("output.log");
    JavaChild child =
        new JavaChild(directory, ChildProcess.start(main.getSimpleName(), command, log));
    child.process.awaitReady(LIMIT, child.signals::isReady);
    return child;
  }

  @Override
  public void begin() {
    say("begin");
  }

  @Override
  public void end() throws InterruptedException {
    say("end");
    finish();
  }

  private void say(String word) {
    try {
      process.stdin().write((word + "\n").getBytes(StandardCharsets.US_ASCII));
      process.stdin().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a process is gone, see " + directory, e);
    }
  }

  @Override
  public Map<String, Long> processes() {
    return Map.of(SUBJECT, process.pid());
  }

  /** Throws when it ended without having done its work. */
  @Override
  public void check() {
    if (!process.isAlive() && !signals.isDone()) {
      throw new IllegalStateException("a process failed, see " + directory);
    }
  }

  /** Waits until it has done its work; it stays until it is closed, so that it can be looked at. */
  @Override
  public void finish() throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!signals.isDone()) {
      check();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("a process did not end in time, see " + directory);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** What it found, once it has done its work; or said, once it is ready. */
  public <T> T result(Class<T> type) throws IOException {
    return ResultFile.read(directory.resolve(ChildSignals.RESULT), type).orElseThrow();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.kill();
    }
  }
}
