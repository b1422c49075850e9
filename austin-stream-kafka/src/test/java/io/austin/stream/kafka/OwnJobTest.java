package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.EventParser;
import io.austin.stream.functions.SourceRecord;
import io.austin.stream.functions.redis.RedisPipeline;
import io.austin.stream.functions.redis.RedisPipelineOptions;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** A job of one's own, of the public parts alone. */
class OwnJobTest {
  @Test
  void isOneTask() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    KafkaClients kafka = KafkaClients.of("kafka-1:9092,kafka-2:9092");
    EventParser parser =
        EventParser.with(it -> it.getState() == 10 ? Optional.empty() : Optional.of(it));
    RedisPipelineOptions redis =
        RedisPipelineOptions.to("redis://redis:6379/0", "myGroup").withKeyPrefix("mine:");

    SingleOutputStreamOperator<SourceRecord> records =
        environment
            .fromSource(
                TraceEventSource.of(
                    kafka, List.of("austinLog"), "myGroup", StartingOffsets.earliest()),
                WatermarkStrategy.noWatermarks(),
                "Trace events")
            .uid("trace-events");
    RedisPipeline.of(redis, parser, KafkaPartitionReader.of(kafka))
        .addTo(records)
        .sinkTo(KafkaDeadLetters.to("myDeadLetters", kafka));

    assertThat(environment.getStreamGraph().getJobGraph().getVertices())
        .extracting(JobVertex::getName)
        .singleElement()
        .asString()
        .contains("Trace events", "Parse events", "Redis pipeline");
  }
}
