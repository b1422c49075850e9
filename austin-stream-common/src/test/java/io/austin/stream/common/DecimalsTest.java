package io.austin.stream.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecimalsTest {
  static LongStream numbers() {
    LongStream powers = LongStream.iterate(1, power -> power * 10).limit(19);
    return LongStream.concat(
        LongStream.of(0, 40003, Long.MAX_VALUE, Long.MIN_VALUE),
        powers.flatMap(it -> LongStream.of(it - 1, it, it + 1, 1 - it, -it, -it - 1)));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void isWhatTheTextSays(long number) {
    byte[] text = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    byte[] written = new byte[Decimals.length(number)];

    Decimals.write(number, written, written.length);

    assertThat(written).isEqualTo(text);
  }
}
