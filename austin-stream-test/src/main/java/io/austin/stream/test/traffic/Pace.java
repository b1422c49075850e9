package io.austin.stream.test.traffic;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast records follow each other. One that comes late is made up for, so that the rate holds on
 * the whole.
 */
public final class Pace {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Shorter waits cost more than they are exact. */
  private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final double nanosPerRecord;
  private final long start = System.nanoTime();
  private long records;

  private Pace(double nanosPerRecord) {
    this.nanosPerRecord = nanosPerRecord;
  }

  /** So many records in a second, from now on; infinitely many are as many as can be. */
  public static Pace perSecond(double records) {
    return new Pace(NANOS_PER_SECOND / records);
  }

  /** Whether the next record must wait; a good moment to flush. */
  public boolean isAhead() {
    return nanosToWait() >= SHORTEST_WAIT_NANOS;
  }

  /** Waits until the next record is due or the run shall stop. */
  public void awaitNext(Stop stop) throws InterruptedException {
    long wait = nanosToWait();
    if (wait >= SHORTEST_WAIT_NANOS) {
      stop.await(Duration.ofNanos(wait));
    }
    records++;
  }

  private long nanosToWait() {
    return nanosPerRecord == 0 ? 0 : start + (long) (records * nanosPerRecord) - System.nanoTime();
  }
}
