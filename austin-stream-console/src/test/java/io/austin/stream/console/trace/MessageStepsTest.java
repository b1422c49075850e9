package io.austin.stream.console.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.austin.stream.common.SimpleAnchorInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a receiver's trail becomes messages, and what became of each. */
class MessageStepsTest {
  private static final long TEMPLATE = 2000000320221224L;

  private final List<SimpleAnchorInfo> newestFirst = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "10,IN_PROGRESS",
    "10 60,SENT",
    "10 60 64,CLICKED",
    "10 70,FAILED",
    "10 40003,FAILED",
    "10 -1,FAILED",
    "10 70 10 60,SENT",
    "10 24 60,SENT",
    "10 24,FILTERED",
    "10 24 10,IN_PROGRESS",
    "10 24 10 60,SENT",
    "20,FILTERED",
    "10 60 10,SENT"
  })
  void theNewestStepThatSaysSomethingDecides(String states, Outcome outcome) {
    long at = 0;
    for (String state : states.split(" ")) {
      happened(at++, Integer.parseInt(state), "m");
    }

    assertThat(MessageSteps.groups(newestFirst))
        .singleElement()
        .extracting(MessageSteps::outcome)
        .isEqualTo(outcome);
  }

  @Test
  void interleavedMessagesAreToldApartByTheirIds() {
    happened(1, 10, "a");
    happened(2, 10, "b");
    happened(3, 70, "b");
    happened(4, 60, "a");

    assertThat(MessageSteps.groups(newestFirst))
        .extracting(MessageSteps::messageId, MessageSteps::outcome, MessageSteps::duration)
        .containsExactly(tuple("b", Outcome.FAILED, 1L), tuple("a", Outcome.SENT, 3L));
  }

  @Test
  void withoutAnIdAMessageBeginsWhereItIsReceived() {
    happened(1, 60, null);
    happened(2, 10, null);
    happened(3, 40, null);
    happened(4, 10, null);

    assertThat(MessageSteps.groups(newestFirst))
        .extracting(MessageSteps::outcome)
        .containsExactly(Outcome.IN_PROGRESS, Outcome.FILTERED, Outcome.SENT);
  }

  @Test
  void stepsThatCameOutOfOrderAreInOrder() {
    happened(5, 60, "a");
    happened(1, 10, "a");

    MessageSteps message = MessageSteps.ofTrail(newestFirst);

    assertThat(message.steps()).extracting(SimpleAnchorInfo::getState).containsExactly(10, 60);
    assertThat(message.outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void stepsOfOneMomentStayAsTheyCame() {
    happened(1, 10, "a");
    happened(1, 60, "a");
    happened(1, 64, "a");

    assertThat(MessageSteps.ofTrail(newestFirst).steps())
        .extracting(SimpleAnchorInfo::getState)
        .containsExactly(10, 60, 64);
    assertThat(Collections.unmodifiableList(newestFirst)).hasSize(3);
  }

  private void happened(long at, int state, String messageId) {
    newestFirst.add(0, SimpleAnchorInfo.of(TEMPLATE, state, at, messageId));
  }
}
