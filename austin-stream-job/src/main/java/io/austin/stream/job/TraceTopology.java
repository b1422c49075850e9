package io.austin.stream.job;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.ParseEvents;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.SourceRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;

/**
 * The way of an event from one end to the other: source, parse, sink, chained in one task. The ends
 * are parameters, so that tests run the real way on ends of their own.
 *
 * <pre>
 * source -> parse -> events
 *                 -> deadLetters
 * </pre>
 *
 * Nothing is shuffled: a partition has one writer, or events could be fenced out before they were
 * written.
 *
 * @param source reads records
 * @param parse tells events from dead letters
 * @param events takes the events
 * @param deadLetters takes the rest
 */
public record TraceTopology(
    Source<SourceRecord, ?, ?> source,
    ParseEvents parse,
    SinkFunction<PositionedEvent> events,
    Sink<DeadLetter> deadLetters) {

  /** Adds the operators to an environment, which then executes them. */
  public void addTo(StreamExecutionEnvironment environment) {
    SingleOutputStreamOperator<SourceRecord> records =
        environment
            .fromSource(source, WatermarkStrategy.noWatermarks(), Operators.SOURCE.title())
            .uid(Operators.SOURCE.uid());
    SingleOutputStreamOperator<PositionedEvent> parsed =
        records.forward().process(parse).name(Operators.PARSE.title()).uid(Operators.PARSE.uid());
    parsed.forward().addSink(events).name(Operators.REDIS.title()).uid(Operators.REDIS.uid());
    parsed
        .getSideOutput(ParseEvents.DEAD_LETTERS)
        .sinkTo(deadLetters)
        .name(Operators.DEAD_LETTERS.title())
        .uid(Operators.DEAD_LETTERS.uid());
  }
}
