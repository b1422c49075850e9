package io.austin.stream.test.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server's process: started with its output in a log file, watched, suspended and killed by its
 * id. It does not outlive this JVM.
 */
public final class ChildProcess {
  private static final int TAIL_LINES = 30;
  private static final Duration POLL = Duration.ofMillis(10);

  /** Ends a process when its own standard input ends, as it does when this JVM dies. */
  private static final List<String> GUARD = List.of("sh", "-c", "read _; kill -9 \"$0\"");

  /**
   * Ctrl-C goes to all of a terminal's foreground group: it would take servers away before this JVM
   * has stopped what uses them. So each child has a session of its own, where there is the program.
   */
  private static final List<String> OWN_SESSION =
      Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("/usr/bin/setsid") : List.of();

  private static final Map<Process, Process> ALIVE_WITH_GUARD = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::killAll, "kill-test-servers"));
  }

  /** A log4j2.properties: what a JVM logs is printed, and so stands in its log file. */
  public static final String LOG_TO_CONSOLE =
      """
      status = error
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{ISO8601} %-5p [%t] %c{1} - %m%n
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      """;

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** The command that runs a main class in a JVM like this one. */
  public static List<String> java(
      List<String> jvmOptions, String classPath, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts a command; what it prints is appended to the log. */
  public static ChildProcess start(String name, List<String> command, Path log) {
    return start(name, command, Map.of(), log);
  }

  /** Starts a command that sees these environment variables beside this JVM's. */
  public static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(inOwnSession(command))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      guard(process);
      return new ChildProcess(name, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + command.get(0), e);
    }
  }

  /** A shutdown hook alone would leave the process behind when this JVM is killed. */
  private static void guard(Process process) throws IOException {
    List<String> command = new ArrayList<>(GUARD);
    command.add(Long.toString(process.pid()));
    Process guard =
        new ProcessBuilder(inOwnSession(command))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    ALIVE_WITH_GUARD.put(process, guard);
    process.onExit().thenAccept(ended -> release(ended, guard));
  }

  private static List<String> inOwnSession(List<String> command) {
    List<String> words = new ArrayList<>(OWN_SESSION);
    words.addAll(command);
    return words;
  }

  /** The guard goes with the process: the process's id may soon be somebody else's. */
  private static void release(Process ended, Process guard) {
    guard.destroyForcibly();
    ALIVE_WITH_GUARD.remove(ended);
  }

  private static void killAll() {
    ALIVE_WITH_GUARD.forEach(
        (process, guard) -> {
          guard.destroyForcibly();
          process.destroyForcibly();
        });
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public OutputStream stdin() {
    return process.getOutputStream();
  }

  /** Waits until the server is ready; when it ends before that or takes too long, kills it. */
  public void awaitReady(Duration limit, BooleanSupplier ready) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!isAlive()) {
        throw new IllegalStateException(
            name + " ended with exit code " + process.exitValue() + " at start" + logTail());
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw new IllegalStateException(
            name + " was not ready within " + limit.toSeconds() + " s" + logTail());
      }
      pause();
    }
  }

  /** Ends the process at once (SIGKILL) and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    if (!awaitEnd(Duration.ofSeconds(10))) {
      throw new IllegalStateException(name + ", process " + pid() + ", survives SIGKILL");
    }
  }

  /** Whether the process ended within the limit. */
  public boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IllegalStateException("interrupted while " + name + " was ending", e);
    }
  }

  /** What the process ended with. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Stops the process in its tracks (SIGSTOP); its connections stay open. */
  public void suspend() {
    signal("-STOP");
  }

  /** Lets a suspended process go on (SIGCONT). */
  public void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", signal, Long.toString(pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill " + signal + " failed for " + name + " " + pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send " + signal + " to " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending " + signal + " to " + name, e);
    }
  }

  private String logTail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return "; the end of its log:\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "; its log cannot be read: " + e;
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new IllegalStateException("interrupted while " + name + " was starting", e);
    }
  }
}
