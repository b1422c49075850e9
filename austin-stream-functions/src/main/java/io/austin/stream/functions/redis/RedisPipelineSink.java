package io.austin.stream.functions.redis;

import io.austin.stream.functions.PositionedEvent;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.sink.legacy.RichSinkFunction;

/** Writes events to Redis, each exactly once: the Flink shell of the writer, lifecycle only. */
public final class RedisPipelineSink extends RichSinkFunction<PositionedEvent>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final RedisPipelineOptions options;
  private final TopicIds topicIds;

  /** A sink that keeps its progress under the topics' ids. */
  public RedisPipelineSink(RedisPipelineOptions options, TopicIds topicIds) {
    this.options = options;
    this.topicIds = topicIds;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void initializeState(FunctionInitializationContext context) {}
}
