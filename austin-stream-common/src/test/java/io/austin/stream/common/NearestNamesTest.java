package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {
  @ParameterizedTest
  @CsvSource({"'','',0", "abc,abc,0", "abc,abd,1", "abc,'',3", "kitten,sitting,3", "ab,ba,2"})
  void countsEdits(String from, String to, int edits) {
    assertThat(NearestNames.edits(from, to)).isEqualTo(edits);
    assertThat(NearestNames.edits(to, from)).isEqualTo(edits);
  }

  @Test
  void namesTheNearestFirstAndIgnoresCase() {
    List<String> names = List.of("orders", "austinLog2", "AustinLog");

    assertThat(NearestNames.meant("austinlog", names)).contains("AustinLog");
    assertThat(NearestNames.some("austinlog", names, 2)).containsExactly("AustinLog", "austinLog2");
    assertThat(NearestNames.some("austinlog", List.of(), 2)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "locl,' Did you mean local?'",
    "LOCAL,' Did you mean local?'",
    "frobnicate,''",
    "x,''",
    "'',''"
  })
  void asksForWhatMayHaveBeenMeantAlone(String typed, String question) {
    List<String> names = List.of("local", "generate", "verify");

    assertThat(NearestNames.question(typed, names)).isEqualTo(question);
    assertThat(NearestNames.question(typed, List.of())).isEmpty();
  }
}
