package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, -1, -10, 40003, Long.MAX_VALUE, Long.MIN_VALUE})
  void isWhatTheTextSays(long number) {
    byte[] text = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    byte[] written = new byte[Decimals.length(number)];

    Decimals.write(number, written, written.length);

    assertThat(written).isEqualTo(text);
  }
}
