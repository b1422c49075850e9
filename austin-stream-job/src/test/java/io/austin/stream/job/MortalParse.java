package io.austin.stream.job;

import io.austin.stream.functions.ParseEvents;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.SourceRecord;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.util.Collector;

/** Parses events until its fuse has burnt down; then the task dies, once. */
final class MortalParse extends ParseEvents {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong FUSE = new AtomicLong();

  /** Lets whichever task reads the n-th record from now die of it. */
  static void dieAtRecord(long n) {
    FUSE.set(n);
  }

  static boolean isAlive() {
    return FUSE.get() > 0;
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<PositionedEvent> out) {
    if (FUSE.get() > 0 && FUSE.decrementAndGet() == 0) {
      throw new IllegalStateException("killed on purpose");
    }
    super.processElement(record, context, out);
  }
}
