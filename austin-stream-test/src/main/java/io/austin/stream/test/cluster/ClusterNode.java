package io.austin.stream.test.cluster;

import io.austin.stream.test.server.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process of the cluster: the JobManager or a TaskManager. Each start has its own log. */
public final class ClusterNode {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final String name;
  private final Path directory;
  private final Program program;
  private @Nullable ChildProcess process;
  private int starts;

  /** A process that is not started yet, with its logs in this directory. */
  ClusterNode(String name, Path directory, Program program) {
    this.name = name;
    this.directory = directory;
    this.program = program;
  }

  /** Starts the process; returns when it does its work. */
  public void start() {
    launch();
    awaitReady();
  }

  /** Starts the process and does not wait for it. */
  public void launch() {
    if (isRunning()) {
      throw new IllegalStateException(name + " is running");
    }
    starts++;
    Path log = directory.resolve(id() + ".log");
    process = ChildProcess.start(name, program.command(id()), log);
  }

  void awaitReady() {
    running().awaitReady(START_LIMIT, () -> program.isReady(id()));
  }

  /** Ends the process at once (SIGKILL). */
  public void kill() {
    running().kill();
  }

  /** Stops the process in its tracks (SIGSTOP): connections stay open. */
  public void suspend() {
    running().suspend();
  }

  /** Lets a suspended process go on (SIGCONT). */
  public void resume() {
    running().resume();
  }

  /** Ends the process at once and starts it anew, under the same name and on the same ports. */
  public void restart() {
    if (isRunning()) {
      kill();
    }
    start();
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** The id of the process. */
  public long pid() {
    return running().pid();
  }

  /** What it was called when it was started last: for a TaskManager, its id in the cluster. */
  public String id() {
    return name + "-" + starts;
  }

  @Override
  public String toString() {
    return name;
  }

  private ChildProcess running() {
    if (process == null || !process.isAlive()) {
      throw new IllegalStateException(name + " is not running, see its log in " + directory);
    }
    return process;
  }

  /** What runs in the process. */
  interface Program {
    /** The command for a start; the id tells it from others, before and after. */
    List<String> command(String id);

    /** Whether the process that was started under this id does its work. */
    boolean isReady(String id);
  }
}
