package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.options.OptionValues;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The shape of the insights job as Flink sees it, on its real ends. */
class InsightsTopologyTest {
  private static final OptionValues OPTIONS =
      OptionValues.of(Map.of("kafka.bootstrap.servers", "k:9092", "redis.uri", "redis://r:6379/0"));

  @Test
  void everyOperatorHasAUid() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder(
            "insights-trace-events",
            "read-messages",
            "fold-journeys",
            "bundle-changes",
            "show-journeys",
            "journeys");
  }

  @Test
  void readingIsChainedToTheSourceAndBundlingToTheFold() {
    assertThat(graph().getJobGraph().getVertices())
        .extracting(JobVertex::getName)
        .containsExactlyInAnyOrder(
            "Source: Trace events -> Read messages",
            "Fold journeys -> Bundle changes",
            "Show journeys",
            "Sink: Journeys in Redis");
  }

  @Test
  void oneSubtaskWritesToRedis() {
    assertThat(graph().getJobGraph().getVertices())
        .filteredOn(task -> task.getName().contains("Journeys in Redis"))
        .singleElement()
        .extracting(JobVertex::getParallelism)
        .isEqualTo(1);
  }

  /** Without chaining each edge has a serializer, and where it would be Kryo Flink fails. */
  @Test
  void nothingGoesThroughKryo() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OPERATOR_CHAINING, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    assertThat(graph(configuration).getJobGraph().getVertices()).hasSize(6);
  }

  private static StreamGraph graph() {
    return graph(new Configuration());
  }

  private static StreamGraph graph(Configuration configuration) {
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    InsightsJob.define(environment, OPTIONS);
    return environment.getStreamGraph();
  }
}
