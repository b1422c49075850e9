package io.austin.stream.job;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.redis.RedisPipelineOptions;
import io.austin.stream.functions.redis.RedisPipelineSink;
import io.austin.stream.functions.redis.protocol.RedisWentBackException;
import io.austin.stream.test.harness.SinkHarness;
import io.austin.stream.test.server.RedisExtension;
import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint that the job of version 1.0.0 made restores for ever: parallelism 2, a dead-letter
 * topic, 4 partitions read up to offset 5,589 and beyond, default options otherwise.
 */
class SavepointOfOneZeroIT extends RunningJobIT {
  private static final Path SAVEPOINT =
      Path.of("src", "test", "resources", "savepoint-1.0.0").toAbsolutePath();

  /** The topic's id at that time. */
  private static final String TOPIC_ID = "0MNtH1BCRqSoPIKN6B1VMw";

  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @Test
  void theJobGoesOnFromItAndKnowsThatTheTopicIsAnotherNow(@TempDir Path data) throws Exception {
    kafka.server().createTopic("austinDeadLetters", 1);
    try (LogLines log = LogLines.of("io.austin.stream.kafka")) {
      Map<String, String> options =
          Map.ofEntries(
              entry("redis.uri", redis.uri()),
              entry("parallelism", "2"),
              entry("dead-letter.topic", "austinDeadLetters"));
      JobClient job = start(options, SAVEPOINT.toUri().toString());
      try (Traffic traffic = Traffic.start(kafka.server(), TOPIC, PARTITIONS, 7, ZONE)) {
        awaitCommitted(1_500);
      }
      awaitEverythingCommitted();
      stop(job, data);

      assertThat(log.anyNames("was deleted and created again, its id is")).isTrue();
      assertThat(log.anyNames("and was " + TOPIC_ID)).isTrue();
    }
    assertHoldsWhatTheModelSays(redis.client());
  }

  @Test
  void theSinkKnowsTheFencesThatStoodInRedis() throws Exception {
    var sink =
        new RedisPipelineSink(
            RedisPipelineOptions.to(redis.uri(), "austinLogGroup").withZone(ZONE));
    AnchorInfo event =
        AnchorInfo.builder().businessId(1).ids("r").state(10).logTimestamp(1).build();

    try (var restored = SinkHarness.of(sink).restoring(statesOf("fences")).open()) {
      assertThatThrownBy(
              () -> restored.invoke(new PositionedEvent(TOPIC, TOPIC_ID, 3, 5_700, event)))
          .isInstanceOf(RedisWentBackException.class)
          .hasMessageContaining("austinLog-3 offsets 0 to 5");
    }
  }

  private static OperatorSubtaskState[] statesOf(String name) throws Exception {
    try (var in = new DataInputStream(Files.newInputStream(SAVEPOINT.resolve("_metadata")))) {
      return Checkpoints.loadCheckpointMetadata(
              in, SavepointOfOneZeroIT.class.getClassLoader(), SAVEPOINT.toString())
          .getOperatorStates()
          .stream()
          .map(OperatorState::getStates)
          .filter(subtasks -> subtasks.stream().anyMatch(it -> holds(it, name)))
          .findAny()
          .orElseThrow()
          .toArray(OperatorSubtaskState[]::new);
    }
  }

  private static boolean holds(OperatorSubtaskState subtask, String name) {
    return subtask.getManagedOperatorState().stream()
        .anyMatch(state -> state.getStateNameToPartitionOffsets().containsKey(name));
  }
}
