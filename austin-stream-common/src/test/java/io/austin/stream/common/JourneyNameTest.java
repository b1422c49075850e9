package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JourneyNameTest {
  @Test
  void anyMessageIdAndReceiverAreFoundAgain() {
    String[] texts = {"m", "3:a", ":", "\ud83d\ude00", "a b", "12"};
    for (String messageId : texts) {
      for (String receiver : texts) {
        JourneyName name = JourneyName.of(messageId, receiver);
        JourneyName read = JourneyName.parse(name.toString()).orElseThrow();

        assertThat(read.messageId()).isEqualTo(messageId);
        assertThat(read.receiver()).isEqualTo(receiver);
      }
    }
  }

  @Test
  void whatIsNoNameIsNone() {
    for (String text : new String[] {"", ":", "m", "1:", "1:m", "0:m", "-1:ma", "9:ma", "x:ma"}) {
      assertThat(JourneyName.parse(text)).as(text).isEmpty();
    }
    assertThat(JourneyName.parse("9999999999:ma")).isEmpty();
  }
}
