package io.austin.stream.test.harness;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Keeps what a function puts out, the values themselves as a chained operator gets them under
 * object reuse. Flink's own harness copies them with a serializer that it guesses, which fails for
 * types that only their real serializer can copy.
 */
final class RecordingOutput<O> implements Output<StreamRecord<O>> {
  private final Queue<O> records = new ArrayDeque<>();
  private final Map<String, Queue<Object>> sideOutputs = new HashMap<>();

  Queue<O> records() {
    return records;
  }

  Queue<Object> sideOutput(OutputTag<?> tag) {
    return sideOutputs.computeIfAbsent(tag.getId(), id -> new ArrayDeque<>());
  }

  @Override
  public void collect(StreamRecord<O> record) {
    records.add(record.getValue());
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
    sideOutput(tag).add(record.getValue());
  }

  @Override
  public void emitWatermark(Watermark mark) {}

  @Override
  public void emitWatermark(WatermarkEvent watermark) {}

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {}

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {}

  @Override
  public void close() {}
}
