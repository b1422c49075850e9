package io.austin.stream.test.server;

import org.jspecify.annotations.Nullable;

/** A server that is a process of its own, started again and again: faults can be done to it. */
public abstract class ServerProcess {
  private final String name;
  private @Nullable ChildProcess process;

  /**
   * A server that is not started yet.
   *
   * @param name what it is called where it is wanted and not running
   */
  protected ServerProcess(String name) {
    this.name = name;
  }

  /** Takes a process that was just started for the server's own; returns it. */
  protected final ChildProcess started(ChildProcess started) {
    process = started;
    return started;
  }

  /** The process; it must be running. */
  protected final ChildProcess running() {
    if (process == null || !process.isAlive()) {
      throw new IllegalStateException(name + " is not running");
    }
    return process;
  }

  public final boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** The id of the server's process. */
  public final long pid() {
    return running().pid();
  }

  /** Ends the process at once (SIGKILL): what it has not written to disk is lost. */
  public final void kill() {
    running().kill();
  }

  /** Stops the process in its tracks (SIGSTOP): connections stay open, nothing is answered. */
  public final void suspend() {
    running().suspend();
  }

  /** Lets a suspended process go on (SIGCONT). */
  public final void resume() {
    running().resume();
  }

  @Override
  public String toString() {
    return name;
  }
}
