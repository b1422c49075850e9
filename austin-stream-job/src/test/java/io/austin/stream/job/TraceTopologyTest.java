package io.austin.stream.job;

import static io.austin.stream.options.OptionDefinitions.DEAD_LETTER_TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.options.OptionValues;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the job as Flink sees it, on its real ends. */
class TraceTopologyTest {
  private static final Map<String, String> REQUIRED =
      Map.of("kafka.bootstrap.servers", "k:9092", "redis.uri", "redis://r:6379/0");

  private static final OptionValues LOGGING = OptionValues.of(REQUIRED);
  private static final OptionValues WITH_TOPIC = LOGGING.with(DEAD_LETTER_TOPIC, "dead");

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void sourceParseAndSinksAreOneTask(int parallelism) {
    for (OptionValues options : List.of(LOGGING, WITH_TOPIC)) {
      assertThat(graph(options, parallelism).getJobGraph().getVertices())
          .singleElement()
          .satisfies(
              task -> {
                assertThat(task.getParallelism()).isEqualTo(parallelism);
                assertThat(task.getName())
                    .contains("Trace events", "Parse events", "Redis pipeline", "Dead letters");
              });
    }
  }

  @Test
  void nothingIsShuffledEvenWhereChainingIsOff() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OPERATOR_CHAINING, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    AustinStreamJob.define(environment, WITH_TOPIC);
    StreamGraph graph = environment.getStreamGraph();

    assertThat(graph.getStreamNodes())
        .flatExtracting(StreamNode::getOutEdges)
        .isNotEmpty()
        .extracting(StreamEdge::getPartitioner)
        .hasOnlyElementsOfType(ForwardPartitioner.class);
    assertThat(graph.getJobGraph().getVertices())
        .extracting(JobVertex::getParallelism)
        .containsOnly(environment.getParallelism());
  }

  @Test
  void everyOperatorHasAUid() {
    for (OptionValues options : List.of(LOGGING, WITH_TOPIC)) {
      assertThat(graph(options, 2).getStreamNodes())
          .extracting(StreamNode::getTransformationUID)
          .doesNotContainNull()
          .doesNotHaveDuplicates()
          .contains("trace-events", "parse-events", "redis-pipeline")
          .anyMatch(uid -> uid.contains("dead-letters"));
    }
  }

  private static StreamGraph graph(OptionValues options, int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    AustinStreamJob.define(environment, options);
    return environment.getStreamGraph();
  }
}
