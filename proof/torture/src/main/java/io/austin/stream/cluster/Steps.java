package io.austin.stream.cluster;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The steps of a proof, each a line when it is done: when it began, how long it took, what it was.
 */
final class Steps {
  private final PrintWriter out;
  private final long began = System.nanoTime();

  Steps(PrintWriter out) {
    this.out = out;
    out.printf("%9s %9s%n", "at", "took");
  }

  /** Does something; the answer is told beside what it was. */
  <T> T take(String what, Callable<T> step) throws Exception {
    long start = System.nanoTime();
    T answer = step.call();
    print(start, what + ": " + answer);
    return answer;
  }

  /** Does something that has no answer. */
  void take(String what, Step step) throws Exception {
    long start = System.nanoTime();
    step.take();
    print(start, what);
  }

  private void print(long start, String what) {
    out.printf(
        "%9s %9s  %s%n",
        seconds(Duration.ofNanos(start - began)),
        seconds(Duration.ofNanos(System.nanoTime() - start)),
        what);
    out.flush();
  }

  static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1_000.0);
  }

  /** Something to do. */
  @FunctionalInterface
  interface Step {
    /** Does it. */
    void take() throws Exception;
  }
}
