package io.austin.stream.functions;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * A log of something that may happen very often: it writes the first of each interval and says how
 * many it left out since. Not thread-safe.
 */
public final class QuietLog {
  private final Logger log;
  private final long intervalNanos;
  private long nextAt = System.nanoTime();
  private long leftOut;

  /** A log that writes once in an interval. */
  public QuietLog(Logger log, Duration interval) {
    this.log = log;
    this.intervalNanos = interval.toNanos();
  }

  /** Writes a warning, or counts it. The format is SLF4J's. */
  public void warn(String format, Object... arguments) {
    long now = System.nanoTime();
    if (now - nextAt < 0) {
      leftOut++;
      return;
    }
    log.warn(leftOut == 0 ? format : format + " (and " + leftOut + " more since)", arguments);
    nextAt = now + intervalNanos;
    leftOut = 0;
  }
}
