package io.austin.stream.functions.journey;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.test.harness.FunctionHarness;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** The fold of journeys under test, and the events that it is given. */
final class JourneyHarness {
  static final long TEMPLATE = 2000000320221224L;
  static final long TAKEN_IN = 1_671_864_869_000L;
  static final long MINUTE = 60_000;
  static final Duration STUCK_AFTER = Duration.ofMinutes(5);

  static final JourneyRules RULES =
      new JourneyRules(STUCK_AFTER, LocalTime.of(9, 30), ZoneOffset.UTC, Duration.ofDays(3));

  private JourneyHarness() {}

  static FunctionHarness.Keyed<String, MessageStep, JourneyChange> fold() {
    return FunctionHarness.ofKeyed(new FoldJourneys(RULES), MessageStep::messageId, Types.STRING);
  }

  static AnchorInfo event(String messageId, long time, int state, String... receivers) {
    return AnchorInfo.builder()
        .businessId(TEMPLATE)
        .ids(receivers)
        .state(state)
        .logTimestamp(time)
        .messageId(messageId)
        .build();
  }

  static MessageStep step(String messageId, long time, int state, String... receivers) {
    return step(event(messageId, time, state, receivers));
  }

  static MessageStep step(AnchorInfo event) {
    return Objects.requireNonNull(MessageStep.of(event));
  }

  /** Which subtask Flink gives a message to. */
  static int subtaskOf(String messageId, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(messageId, 128, parallelism);
  }

  static Standing standing(Journey journey, boolean stuck) {
    return Standing.of(TEMPLATE, journey, stuck);
  }
}
