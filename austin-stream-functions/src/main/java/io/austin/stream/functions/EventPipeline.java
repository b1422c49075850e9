package io.austin.stream.functions;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;

/**
 * The way of records to the sink of their events: they are parsed and go there in the same task,
 * and nothing comes in between but the parser's own function.
 *
 * <p>Nothing is shuffled: a partition has one writer, or events could be fenced out before they
 * were written.
 */
public abstract class EventPipeline {
  private static final String PARSE = "parse-events";
  private static final String SINK = "redis-pipeline";

  private final EventParser parser;

  /** A pipeline by a parser. */
  protected EventPipeline(EventParser parser) {
    this.parser = parser;
  }

  /** Takes the events, and the word where partitions start, which have none. */
  protected abstract SinkFunction<PositionedEvent> sink();

  /**
   * Adds parsing and the sink behind records as their source gives them, under uids of their own:
   * {@code parse-events} and {@code redis-pipeline}.
   *
   * @return the records that are no events
   */
  public final DataStream<DeadLetter> addTo(SingleOutputStreamOperator<SourceRecord> records) {
    SingleOutputStreamOperator<PositionedEvent> parsed =
        records
            .forward()
            .process(ParseEvents.passingStarts(parser))
            .name("Parse events")
            .uid(PARSE);
    parsed.forward().addSink(sink()).name("Redis pipeline").uid(SINK);
    return parsed.getSideOutput(ParseEvents.DEAD_LETTERS);
  }
}
