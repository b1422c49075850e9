package io.austin.stream.console.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.console.trace.SentMessages.Sent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went before a message that was dropped as a repetition. */
class SentMessagesTest {
  private static final long TEMPLATE = 2_000_000_320_221_224L;
  private static final long OTHER_TEMPLATE = 2_000_000_420_221_224L;
  private static final long AT = 1_000;

  private final List<SimpleAnchorInfo> newestFirst = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {30, 40})
  void isTheNewestOfTheTemplateThatWasSentBefore(int repetition) {
    message("sent", TEMPLATE, AT - 300, 10, 60);
    message("clicked", TEMPLATE, AT - 200, 10, 60, 64);
    message("failed", TEMPLATE, AT - 100, 10, 70);
    message("of another", OTHER_TEMPLATE, AT - 100, 10, 60);
    message("repeated", TEMPLATE, AT, 10, repetition);
    message("later", TEMPLATE, AT + 100, 10, 60);

    assertThat(before("repeated")).isEqualTo(new Sent("clicked", TEMPLATE, AT - 199));
  }

  @Test
  void isNotKnownWhereNothingWasSent() {
    message("failed", TEMPLATE, AT - 100, 10, 70);
    message("repeated", TEMPLATE, AT, 10, 30);

    assertThat(before("repeated")).isNull();
  }

  @Test
  void isAskedOfRepetitionsAlone() {
    message("sent", TEMPLATE, AT - 100, 10, 60);
    message("on the list", TEMPLATE, AT, 10, 50);

    assertThat(before("on the list")).isNull();
  }

  private void message(String id, long businessId, long at, int... states) {
    for (int i = 0; i < states.length; i++) {
      newestFirst.add(0, SimpleAnchorInfo.of(businessId, states[i], at + i, id));
    }
  }

  private Sent before(String messageId) {
    List<MessageSteps> messages = MessageSteps.groups(newestFirst);
    MessageSteps one =
        messages.stream().filter(it -> messageId.equals(it.messageId())).findFirst().orElseThrow();
    return SentMessages.among(messages).before(one).orElse(null);
  }
}
