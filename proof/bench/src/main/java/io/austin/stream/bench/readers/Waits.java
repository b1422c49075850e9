package io.austin.stream.bench.readers;

import io.austin.stream.bench.result.Distribution;
import io.austin.stream.bench.result.Readers.Answers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long all readers wait for answers, and for how long they are there. */
final class Waits {
  /** What takes longer counts as this. */
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final long recorded;
  private final Histogram histogram = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final AtomicLong errors = new AtomicLong();
  private volatile boolean ended;

  /** Counts answers to what is due after a moment of {@link System#nanoTime}, and all errors. */
  Waits(long recorded) {
    this.recorded = recorded;
  }

  /** Rests until then; says whether it is to go on. */
  boolean until(long due) {
    for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
      if (ended) {
        return false;
      }
      LockSupport.parkNanos(rest);
    }
    return !ended;
  }

  /** Somebody waited from then until now. */
  void answered(String call, boolean good, long due) {
    if (!good) {
      failed(call + " was refused", 1);
    }
    waited(1, due);
  }

  /** Somebody waited from then until now for so many answers and got none. */
  void failed(Exception problem, int calls, long due) {
    failed(problem.toString(), calls);
    waited(calls, due);
  }

  private void failed(String problem, int calls) {
    errors.addAndGet(calls);
    System.err.println(problem);
  }

  private void waited(int calls, long due) {
    if (due - recorded > 0) {
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
      histogram.recordValueWithCount(Math.min(micros, LONGEST_MICROS), calls);
    }
  }

  /** Sends readers home, who look up when they are unparked. */
  void end() {
    ended = true;
  }

  /** What they got; once all have gone home. */
  Answers answers() {
    return new Answers(errors.get(), Distribution.ofMicros(histogram));
  }
}
