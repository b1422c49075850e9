package io.austin.stream.functions.journey;

import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds changes of journeys up before they are sent to where they are counted: who counts a
 * template, or all of them, is one subtask, and a template may be half of the stream. A bundle goes
 * with each watermark and before each checkpoint, so it needs no state, and at the latest when it
 * is large or a second old.
 *
 * @param <T> what is sent
 */
public abstract class Bundles<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<JourneyChange, T> {
  private static final long serialVersionUID = 1L;
  private static final int LARGE = 50_000;
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private transient int size;
  private transient long begun;

  /** Adds one to the bundle. */
  protected abstract void add(JourneyChange change);

  /** Sends the bundle, and begins another. */
  protected abstract void send();

  /** Sends one part of the bundle. */
  protected final void collect(T part) {
    output.collect(new StreamRecord<>(part));
  }

  @Override
  public final void processElement(StreamRecord<JourneyChange> record) {
    if (size == 0) {
      begun = System.nanoTime();
    }
    add(record.getValue());
    size++;
    if (size >= LARGE || System.nanoTime() - begun >= LONG_NANOS) {
      flush();
    }
  }

  private void flush() {
    send();
    size = 0;
  }

  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public final void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public final void finish() throws Exception {
    flush();
    super.finish();
  }
}
