package io.austin.stream.functions.redis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An error that strikes at the n-th step of whoever runs, whatever the thread. Once. */
public final class InjectedError {
  private static final AtomicLong LEFT = new AtomicLong();
  private static final Map<String, AtomicInteger> CALLS = new ConcurrentHashMap<>();
  private static volatile int often = Integer.MAX_VALUE;

  private InjectedError() {}

  /**
   * The error is to strike at this step, counted from 1; at none with 0.
   *
   * @param most how many times a place counts; what comes after that does so ever more seldom
   */
  public static void strikeAt(long step, int most) {
    CALLS.clear();
    often = most;
    LEFT.set(step);
  }

  /** No error is to strike. */
  public static void rest() {
    LEFT.set(0);
  }

  /** Whether it has not struck yet. */
  public static boolean isPending() {
    return LEFT.get() > 0;
  }

  /**
   * A step, unless its place had very many: classes of the writer are changed by {@link
   * SteppingClasses} to call this.
   *
   * @param place where it is taken
   */
  public static void step(String place) {
    if (LEFT.get() > 0 && counts(place) && LEFT.decrementAndGet() == 0) {
      throw new OutOfMemoryError("injected");
    }
  }

  /** Behind the first the powers of two count. */
  private static boolean counts(String place) {
    int call = CALLS.computeIfAbsent(place, it -> new AtomicInteger()).incrementAndGet();
    return call <= often || Integer.bitCount(call) == 1;
  }
}
