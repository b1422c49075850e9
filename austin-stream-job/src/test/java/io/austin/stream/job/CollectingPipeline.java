package io.austin.stream.job;

import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.EventPipeline;
import io.austin.stream.functions.PositionedEvent;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;

/** A pipeline to a sink that a test looks into. */
final class CollectingPipeline extends EventPipeline {
  private final SinkFunction<PositionedEvent> sink;

  CollectingPipeline(int maxBytes, SinkFunction<PositionedEvent> sink) {
    super(new EventParser(maxBytes));
    this.sink = sink;
  }

  @Override
  protected SinkFunction<PositionedEvent> sink() {
    return sink;
  }
}
