package io.austin.stream.job.deadletter;

import static io.austin.stream.job.deadletter.DeadLetterLog.LINES_IN_A_PERIOD;
import static io.austin.stream.job.deadletter.DeadLetterLog.PERIOD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.DeadLetter;
import io.austin.stream.functions.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterLogTest {
  private static final String CONTENT = "a receiver's phone number";
  private static final int LEFT_OUT = 5;

  private final List<String> lines = new ArrayList<>();
  private long now = -1;
  private final DeadLetterLog log = new DeadLetterLog(lines::add, () -> now);

  @Test
  void aLineTellsWhereItIsAndNotWhatIsInIt() {
    log.write(letter(42));

    assertThat(lines)
        .containsExactly(
            "Dead letter: reason not_json, topic austinLog, partition 3, offset 42, timestamp 7, "
                + CONTENT.length()
                + " bytes");
  }

  @Test
  void aBurstIsCutShortAndCounted() {
    writeTooMany();
    assertThat(lines).hasSize(LINES_IN_A_PERIOD);

    now += PERIOD.toNanos();
    log.write(letter(99));

    assertThat(lines).hasSize(LINES_IN_A_PERIOD + 2);
    assertThat(lines.get(LINES_IN_A_PERIOD)).contains("left out of this log: " + LEFT_OUT);
    assertThat(lines.get(LINES_IN_A_PERIOD + 1)).contains("offset 99");
  }

  @Test
  void whatWasLeftOutIsToldWithoutAnotherDeadLetter() {
    writeTooMany();
    log.tellLeftOut();
    assertThat(lines).hasSize(LINES_IN_A_PERIOD);

    now += PERIOD.toNanos();
    log.tellLeftOut();
    log.tellLeftOut();

    assertThat(lines).hasSize(LINES_IN_A_PERIOD + 1);
  }

  @Test
  void andAtTheEnd() {
    writeTooMany();

    log.close();

    assertThat(lines).hasSize(LINES_IN_A_PERIOD + 1);
  }

  private void writeTooMany() {
    for (int i = 0; i < LINES_IN_A_PERIOD + LEFT_OUT; i++) {
      log.write(letter(i));
    }
  }

  private static DeadLetter letter(long offset) {
    return new DeadLetter(
        "not_json",
        new SourceRecord("austinLog", "id", 3, offset, 7, null, CONTENT.getBytes(UTF_8)));
  }
}
