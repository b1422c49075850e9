package io.austin.stream.cli.notify;

import io.austin.stream.cli.screen.Spans;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How a target's delivery stands. */
final class TargetStatus {
  /** {@link #waiting} where nothing waits. */
  static final long NOTHING = Long.MAX_VALUE;

  private final String name;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile long oldest = NOTHING;
  private volatile String problem = "";

  TargetStatus(String name) {
    this.name = name;
  }

  void begins() {
    inFlight.incrementAndGet();
  }

  void ends() {
    inFlight.decrementAndGet();
  }

  void delivered() {
    delivered.increment();
    problem = "";
  }

  void retried(String why) {
    retried.increment();
    problem = why;
  }

  void deadLetter() {
    deadLetters.increment();
  }

  /** When the oldest of what waits was told, in milliseconds since the epoch. */
  void waiting(long oldestAt) {
    oldest = oldestAt;
  }

  /** It in words. */
  String line(long now) {
    long oldestAt = oldest;
    String waits = oldestAt == NOTHING ? "" : "  oldest " + Spans.of(Math.max(0, now - oldestAt));
    String why = problem;
    return "%s: delivered %,d  retried %,d  dead letters %,d  in flight %d%s%s"
        .formatted(
            name,
            delivered.sum(),
            retried.sum(),
            deadLetters.sum(),
            inFlight.get(),
            waits,
            why.isEmpty() ? "" : " (" + why + ")");
  }
}
