package io.austin.stream.functions.redis;

import java.util.concurrent.atomic.AtomicLong;

/** An error that strikes at the n-th step of whoever runs, whatever the thread. Once. */
public final class InjectedError {
  private static final AtomicLong LEFT = new AtomicLong();

  private InjectedError() {}

  /** The error is to strike at this step, counted from 1; at none with 0. */
  public static void strikeAt(long step) {
    LEFT.set(step);
  }

  /** Whether it has not struck yet. */
  public static boolean isPending() {
    return LEFT.get() > 0;
  }

  /** A step: classes of the writer are changed by {@link SteppingClasses} to call this. */
  public static void step() {
    if (LEFT.get() > 0 && LEFT.decrementAndGet() == 0) {
      throw new OutOfMemoryError("injected");
    }
  }
}
