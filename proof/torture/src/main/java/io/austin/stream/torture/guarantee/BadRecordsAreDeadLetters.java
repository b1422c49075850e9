package io.austin.stream.torture.guarantee;

import io.austin.stream.verify.DeadLetterCheck;
import java.util.List;

/** Each record that is no event is in the dead-letter topic, see {@link DeadLetterCheck}. */
final class BadRecordsAreDeadLetters implements Guarantee {
  @Override
  public String promise() {
    return "every bad record is a dead letter";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    return DeadLetterCheck.violations(evidence.model(), evidence.unread(), evidence.deadLetters());
  }
}
