package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.ProgressReport.Partition;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form in which a job's report stands in Redis. */
class ProgressReportTest {
  private static final ProgressReport REPORT =
      ProgressReport.of(
              "austinLog",
              "id",
              1_671_864_869_000L,
              10_000,
              Arrays.asList(
                  Partition.of(0, 7, 90)
                      .withUnread(80)
                      .withHeldBack(3)
                      .withCurrentAt(5)
                      .withMovedAt(6),
                  Partition.of(1, ProgressReport.UNKNOWN, 0)))
          .withRedisAt(1_671_864_869_009L);

  private static final String TEXT =
      "austinLog id 1671864869000 10000 1671864869009\n0 7 90 80 3 5 6\n1 -1 0 0 0 -1 -1";

  @Test
  void isWrittenAsTheContractSays() {
    assertThat(REPORT.toText()).isEqualTo(TEXT);
  }

  @Test
  void isReadAsItWasWritten() {
    ProgressReport read = ProgressReport.read(TEXT).orElseThrow(AssertionError::new);

    assertThat(read.toText()).isEqualTo(TEXT);
    assertThat(read.getPartitions().get(0).isWaiting()).isTrue();
    assertThat(read.getPartitions().get(1).isWaiting()).isFalse();
  }

  @Test
  void whatALaterVersionAddsIsIgnored() {
    String later = TEXT.replace("9009", "9009 more").replace("5 6", "5 6 7");

    assertThat(ProgressReport.read(later).map(ProgressReport::toText)).hasValue(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "austinLog id 1",
        "austinLog id one 10000",
        "austinLog id 1 10000",
        "austinLog id 1 10000 1\n",
        "austinLog id 1 10000 1\n0 7 90",
        "austinLog id 1 10000 1\n9999999999 7 90 80 3 5 6",
        "austinLog id 1 10000 1\n0 7 90 -1 3 5 6",
        "austinLog id 1 10000 1\n0 7 90 80 -1 5 6"
      })
  void anythingElseIsNone(String foreign) {
    assertThat(ProgressReport.read(foreign)).isEmpty();
  }
}
