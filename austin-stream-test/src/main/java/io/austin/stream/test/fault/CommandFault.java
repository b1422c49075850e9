package io.austin.stream.test.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A fault that a {@link TcpProxy} will do to one command, once; a test can wait for it. */
public abstract class CommandFault {
  private final String command;
  private final String name;
  private final CountDownLatch happened = new CountDownLatch(1);
  private int countdown;

  /** A fault, called so, to the n-th of these commands from now. */
  CommandFault(String name, String command, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("the first command is number 1, not " + n);
    }
    this.command = command.toUpperCase(Locale.ROOT);
    this.countdown = n;
    this.name = name;
  }

  /** Whether the fault is done: what the client and Redis see of it is under way to them. */
  public final boolean hasHappened() {
    return happened.getCount() == 0;
  }

  /** Waits until the fault is done; fails when it is not within the limit. */
  public final void await(Duration limit) {
    try {
      if (!happened.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(this + " did not happen within " + limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for: " + this, e);
    }
  }

  /** Counts a command that comes by; true for the one to strike, and then for any. */
  final synchronized boolean isFor(String commandName) {
    return commandName.equals(command) && --countdown <= 0;
  }

  final void happened() {
    happened.countDown();
  }

  /** Does the fault; no further command of this connection is forwarded. */
  abstract void strike(ProxiedConnection connection, RespValue hit) throws IOException;

  @Override
  public String toString() {
    return name + " " + command;
  }
}
