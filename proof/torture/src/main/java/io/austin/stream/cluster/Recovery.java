package io.austin.stream.cluster;

import io.austin.stream.proof.Patience;
import io.austin.stream.proof.Probe;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * How long it took after a TaskManager was killed.
 *
 * @param noticed until the job was no longer taken to be running
 * @param running until all of its subtasks were at work again
 * @param caughtUp until what was produced up to the kill stood in Redis
 */
public record Recovery(Duration noticed, Duration running, Duration caughtUp) {

  /**
   * Watches a job that has just lost a TaskManager.
   *
   * @param probe was sent thereafter
   * @param since when that was, as {@link System#nanoTime()}
   */
  static Recovery watch(SubmittedJob job, Probe probe, long since) {
    Duration noticed = until("the kill is noticed", () -> !job.isRunning(), since);
    Duration running = until("the job runs again", job::isRunning, since);
    Duration caughtUp = until("the job has caught up", probe::hasArrived, since);
    return new Recovery(noticed, running, caughtUp);
  }

  private static Duration until(String what, Callable<Boolean> holds, long since) {
    Patience.until(what, holds);
    return Duration.ofNanos(System.nanoTime() - since);
  }

  @Override
  public String toString() {
    return "noticed after %s, running again after %s, caught up after %s"
        .formatted(Steps.seconds(noticed), Steps.seconds(running), Steps.seconds(caughtUp));
  }
}
