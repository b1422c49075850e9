package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WhiteSpaceTest {
  @Test
  void isWhatUnicodeCallsSo() {
    Pattern unicode = Pattern.compile("\\p{IsWhite_Space}");
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      assertThat(WhiteSpace.is((char) c))
          .as("U+%04X", c)
          .isEqualTo(unicode.matcher(Character.toString(c)).matches());
    }
    for (int c = Character.MIN_SUPPLEMENTARY_CODE_POINT; c <= Character.MAX_CODE_POINT; c++) {
      assertThat(unicode.matcher(Character.toString(c)).matches()).as("U+%04X", c).isFalse();
    }
  }

  @Test
  void aloneIsBlank() {
    assertThat(WhiteSpace.isBlank(null)).isTrue();
    assertThat(WhiteSpace.isBlank("")).isTrue();
    assertThat(WhiteSpace.isBlank("\u00a0 \u0085\t")).isTrue();
    assertThat(WhiteSpace.isBlank(" \u200b")).isFalse();
    assertThat(WhiteSpace.isBlank("\u001c")).isFalse();
  }

  @Test
  void isStrippedAtBothEnds() {
    assertThat(WhiteSpace.strip("\u00a0 a b\u3000")).isEqualTo("a b");
    assertThat(WhiteSpace.strip("\u00a0 ")).isEmpty();
    assertThat(WhiteSpace.strip("")).isEmpty();
  }
}
