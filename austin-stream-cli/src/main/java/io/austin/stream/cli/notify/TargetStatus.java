package io.austin.stream.cli.notify;

import io.austin.stream.cli.screen.Spans;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

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

  /** What Prometheus is told of all of them, in its text format. */
  static String metrics(List<TargetStatus> all, long now) {
    StringBuilder text = new StringBuilder();
    family(
        text,
        "delivered_total",
        "counter",
        "posts that a target took",
        all,
        it -> it.delivered.sum());
    family(
        text,
        "retried_total",
        "counter",
        "posts that failed and are made again",
        all,
        it -> it.retried.sum());
    family(
        text,
        "dead_letters_total",
        "counter",
        "what could not be posted",
        all,
        it -> it.deadLetters.sum());
    family(text, "in_flight", "gauge", "posts under way", all, it -> it.inFlight.get());
    family(
        text,
        "oldest_waiting_seconds",
        "gauge",
        "how long the oldest waits that is not posted; 0 where nothing does",
        all,
        it -> it.oldest == NOTHING ? 0 : Math.max(0, now - it.oldest) / 1_000);
    return text.toString();
  }

  /** No target's name holds what would have to be escaped. */
  private static void family(
      StringBuilder text,
      String name,
      String type,
      String help,
      List<TargetStatus> all,
      ToLongFunction<TargetStatus> value) {
    String metric = "austin_stream_notify_" + name;
    text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(metric, help, metric, type));
    for (TargetStatus status : all) {
      text.append(metric).append("{target=\"").append(status.name).append("\"} ");
      text.append(value.applyAsLong(status)).append('\n');
    }
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
