package io.austin.stream.functions.redis;

import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.EventPipeline;
import io.austin.stream.functions.PositionedEvent;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;

/**
 * Parses records and writes their events to Redis, each exactly once; what Redis lost is read again
 * through the same parser. A function of one's own is the parser's.
 *
 * <pre>{@code
 * EventParser parser = EventParser.with(event -> wanted(event) ? Optional.of(event) : Optional.empty());
 * DataStream<DeadLetter> deadLetters =
 *     RedisPipeline.of(options, parser, reader).addTo(environment.fromSource(...));
 * }</pre>
 */
public final class RedisPipeline extends EventPipeline {
  private final RedisPipelineSink sink;

  private RedisPipeline(EventParser parser, RedisPipelineSink sink) {
    super(parser);
    this.sink = sink;
  }

  /**
   * A pipeline to the Redis that the options name.
   *
   * @param reader reads the records again whose events Redis lost
   */
  public static RedisPipeline of(
      RedisPipelineOptions options, EventParser parser, PartitionReader reader) {
    return new RedisPipeline(
        parser, new RedisPipelineSink(options, new LostEvents(reader, parser)));
  }

  @Override
  protected SinkFunction<PositionedEvent> sink() {
    return sink;
  }
}
