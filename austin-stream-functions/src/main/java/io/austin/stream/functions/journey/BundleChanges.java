package io.austin.stream.functions.journey;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds changes up by template before they are sent to where the template is counted: one template
 * may be half of the stream, and whoever counts it is one subtask. A bundle goes with each
 * watermark and before each checkpoint, so it needs no state, and at the latest when it is large.
 */
public final class BundleChanges extends AbstractStreamOperator<TemplateChanges>
    implements OneInputStreamOperator<JourneyChange, TemplateChanges> {
  private static final long serialVersionUID = 1L;
  private static final int LARGE = 50_000;
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<Long, TemplateChanges> bundle = new LinkedHashMap<>();
  private int size;
  private long begun;

  @Override
  public void processElement(StreamRecord<JourneyChange> record) {
    JourneyChange change = record.getValue();
    if (size == 0) {
      begun = System.nanoTime();
    }
    of(change.after().businessId()).add(change);
    if (change.movesTemplate() && change.before() != null) {
      of(change.before().businessId()).add(change);
    }
    size++;
    if (size >= LARGE || System.nanoTime() - begun >= LONG_NANOS) {
      flush();
    }
  }

  private TemplateChanges of(long businessId) {
    return bundle.computeIfAbsent(businessId, TemplateChanges::none);
  }

  private void flush() {
    bundle.values().forEach(changes -> output.collect(new StreamRecord<>(changes)));
    bundle.clear();
    size = 0;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }
}
