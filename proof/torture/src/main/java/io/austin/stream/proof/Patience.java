package io.austin.stream.proof;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** How long is waited for what must come, however much is broken meanwhile. */
public final class Patience {
  /** Flink gives a process up, starts another, restores the job, and the job catches up. */
  public static final Duration LIMIT = Duration.ofSeconds(120);

  private static final Duration POLL = Duration.ofMillis(100);

  private Patience() {}

  /**
   * Waits until it holds; a question that fails is asked again.
   *
   * @throws org.awaitility.core.ConditionTimeoutException when it does not come to hold
   */
  public static void until(String what, Callable<Boolean> holds) {
    until(what, LIMIT, holds);
  }

  /** Waits until it holds, not longer than the limit. */
  public static void until(String what, Duration limit, Callable<Boolean> holds) {
    Awaitility.await(what)
        .atMost(limit)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .pollInSameThread()
        .ignoreExceptions()
        .until(holds);
  }

  /** Does it, and again as long as it fails. */
  public static void insist(String what, Task task) {
    until(
        what,
        () -> {
          task.run();
          return true;
        });
  }

  /** Something that may fail while something else is broken. */
  @FunctionalInterface
  public interface Task {
    /** Does it. */
    void run() throws Exception;
  }
}
