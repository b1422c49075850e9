package io.austin.stream.bench.site;

import io.austin.stream.test.server.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A main class in a JVM of its own, on this JVM's class path. It gets ready, waits to be told to
 * begin, and says when it has done its work; {@link ChildSignals} is the other side.
 */
public final class JavaChild implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final ChildSignals signals;
  private final Path log;

  private JavaChild(ChildProcess process, ChildSignals signals, Path log) {
    this.process = process;
    this.signals = signals;
    this.log = log;
  }

  /**
   * Starts it; returns when it is ready.
   *
   * @param directory where its log goes; created
   * @param main has a {@code main} whose first argument is the directory
   */
  public static JavaChild start(
      Path directory, Class<?> main, List<String> jvmOptions, List<String> arguments) {
    create(directory);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(directory.toString());
    command.addAll(arguments);
    Path log = directory.resolve("output.log");
    ChildSignals signals = new ChildSignals(directory);
    ChildProcess process = ChildProcess.start(main.getSimpleName(), command, log);
    process.awaitReady(START_LIMIT, signals::isReady);
    return new JavaChild(process, signals, log);
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
  }

  /** Tells it to begin. */
  public void begin() {
    say("begin");
  }

  /** Tells it to come to an end. */
  public void end() {
    say("end");
  }

  private void say(String word) {
    try {
      process.stdin().write((word + "\n").getBytes(StandardCharsets.US_ASCII));
      process.stdin().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a process is gone, see " + log, e);
    }
  }

  /** Throws when it ended without having done its work. */
  public void check() {
    if (!process.isAlive() && !signals.isDone()) {
      throw new IllegalStateException("a process failed, see " + log);
    }
  }

  /** Waits until it has done its work; it stays until it is closed, so that it can be looked at. */
  public void awaitDone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!signals.isDone()) {
      check();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("a process did not end in time, see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** The id of its process. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.kill();
    }
  }
}
