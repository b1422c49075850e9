package io.austin.stream.cli.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** A user's wish that the run should end: made once, seen by every thread that waits. */
public final class StopRequest {
  private final CountDownLatch made = new CountDownLatch(1);

  /**
   * One that Ctrl-C makes, SIGTERM, and the end of the terminal; the second of them ends this JVM
   * at once. A shutdown hook would not do: hooks run all at the same time, and Redis would be gone
   * before the job.
   */
  public static StopRequest bySignal() {
    StopRequest request = new StopRequest();
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(new Signal(signal), received -> request.onSignal());
    }
    return request;
  }

  private void onSignal() {
    if (isMade()) {
      System.exit(ExitCodes.STOPPED);
    }
    make();
  }

  /** Asks to stop. */
  public void make() {
    made.countDown();
  }

  /** Whether somebody asked to stop. */
  public boolean isMade() {
    return made.getCount() == 0;
  }

  /** Waits until it is made, or for so long; says whether it is made. */
  public boolean await(Duration atMost) throws InterruptedException {
    return made.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
