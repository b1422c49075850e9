package io.austin.stream.job;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.EventPipeline;
import io.austin.stream.functions.SourceRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The way of an event from one end to the other: source, parse, sink, chained in one task. The ends
 * are parameters, so that tests run the real way on ends of their own.
 *
 * <pre>
 * source -> pipeline: parse -> events
 *                           -> deadLetters
 * </pre>
 *
 * @param source reads records
 * @param pipeline tells events from dead letters and takes the events
 * @param deadLetters takes the rest
 */
public record TraceTopology(
    Source<SourceRecord, ?, ?> source, EventPipeline pipeline, Sink<DeadLetter> deadLetters) {

  /** Adds the operators to an environment, which then executes them. */
  public void addTo(StreamExecutionEnvironment environment) {
    SingleOutputStreamOperator<SourceRecord> records =
        environment
            .fromSource(source, WatermarkStrategy.noWatermarks(), Operators.SOURCE.title())
            .uid(Operators.SOURCE.uid());
    pipeline
        .addTo(records)
        .sinkTo(deadLetters)
        .name(Operators.DEAD_LETTERS.title())
        .uid(Operators.DEAD_LETTERS.uid());
  }
}
