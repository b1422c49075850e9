package io.austin.stream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import java.util.HashMap;
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
  private static final Map<String, String> OPTIONS =
      Map.of("kafka.bootstrap.servers", "k:9092", "redis.uri", "redis://r:6379/0");

  private static final Map<String, String> TELLING =
      and(OPTIONS, Map.of("outcomes.topic", "outcomes", "outcomes.receivers", "full"));

  private static final Map<String, String> ALERTING =
      and(OPTIONS, Map.of("alerts.rules.topic", "rules", "alerts.topic", "incidents"));

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

  @Test
  void outcomesAreToldBehindTheFoldAndCommittedByOperatorsWithUids() {
    assertThat(graph(new Configuration(), TELLING).getJobGraph().getVertices())
        .extracting(JobVertex::getName)
        .anySatisfy(
            name ->
                assertThat(name)
                    .contains(
                        "Fold journeys", "Bundle changes", "Tell outcomes", "Outcomes: Writer"));
  }

  @Test
  void outcomesDoNotGoThroughKryo() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OPERATOR_CHAINING, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    assertThat(graph(configuration, TELLING).getJobGraph().getVertices()).hasSizeGreaterThan(7);
  }

  @Test
  void receiversAreHashedUnlessAskedForInFull() {
    assertThatThrownBy(
            () -> graph(new Configuration(), and(OPTIONS, Map.of("outcomes.topic", "outcomes"))))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("outcomes.topic is set and outcomes.key is missing");
  }

  @Test
  void oneSubtaskWritesIncidentsAndJourneysToRedis() {
    assertThat(graph(ALERTING).getJobGraph().getVertices())
        .filteredOn(task -> task.getName().contains("Redis"))
        .singleElement()
        .extracting(JobVertex::getParallelism)
        .isEqualTo(1);
  }

  @Test
  void incidentsDoNotGoThroughKryo() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OPERATOR_CHAINING, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    assertThat(graph(configuration, ALERTING).getJobGraph().getVertices()).hasSizeGreaterThan(10);
  }

  private static StreamGraph graph(Map<String, String> options) {
    return graph(new Configuration(), options);
  }

  private static StreamGraph graph() {
    return graph(new Configuration());
  }

  private static StreamGraph graph(Configuration configuration) {
    return graph(configuration, OPTIONS);
  }

  private static Map<String, String> and(Map<String, String> some, Map<String, String> more) {
    Map<String, String> both = new HashMap<>(some);
    both.putAll(more);
    return both;
  }

  private static StreamGraph graph(Configuration configuration, Map<String, String> options) {
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    InsightsJob.define(environment, OptionValues.of(options));
    return environment.getStreamGraph();
  }
}
