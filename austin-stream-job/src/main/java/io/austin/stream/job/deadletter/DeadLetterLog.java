package io.austin.stream.job.deadletter;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.SourceRecord;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells of dead letters in one line each, a few lines in a period; then it counts, and tells how
 * many it has left out. A line says where the record is and never what is in it.
 */
final class DeadLetterLog {
  static final int LINES_IN_A_PERIOD = 10;
  static final Duration PERIOD = Duration.ofMinutes(1);

  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private long periodStart;
  private int lines;
  private long leftOut;

  /**
   * A log.
   *
   * @param log takes the lines
   * @param nanoTime as {@link System#nanoTime()}
   */
  DeadLetterLog(Consumer<String> log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.periodStart = nanoTime.getAsLong();
  }

  void write(DeadLetter letter) {
    tellLeftOut();
    if (lines == LINES_IN_A_PERIOD) {
      leftOut++;
      return;
    }
    lines++;
    log.accept(line(letter));
  }

  /** Tells what was left out, if the period is over. */
  void tellLeftOut() {
    long now = nanoTime.getAsLong();
    if (now - periodStart >= PERIOD.toNanos()) {
      close();
      periodStart = now;
      lines = 0;
    }
  }

  /** Tells what was left out. */
  void close() {
    if (leftOut > 0) {
      log.accept(
          "Dead letters left out of this log: " + leftOut + "; the metric deadLetters counts all");
      leftOut = 0;
    }
  }

  private static String line(DeadLetter letter) {
    SourceRecord record = letter.record();
    byte[] value = record.value();
    return "Dead letter: reason %s, topic %s, partition %d, offset %d, timestamp %d, %d bytes"
        .formatted(
            letter.reason(),
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            value == null ? 0 : value.length);
  }
}
