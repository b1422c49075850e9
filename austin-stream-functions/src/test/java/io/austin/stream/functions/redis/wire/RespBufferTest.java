package io.austin.stream.functions.redis.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespBufferTest {
  private final RespBuffer buffer = new RespBuffer();

  @Test
  void aCommandIsItsNumberOfWordsAndTheWords() throws IOException {
    buffer.command(3, Command.PEXPIREAT).word(RedisKey.of("消息")).word(17);
    buffer.command(2, Command.MGET).word("");
    buffer.command(1, Command.EXEC);

    assertThat(drained())
        .isEqualTo(
            "*3\r\n$9\r\nPEXPIREAT\r\n$6\r\n消息\r\n$2\r\n17\r\n"
                + "*2\r\n$4\r\nMGET\r\n$0\r\n\r\n"
                + "*1\r\n$4\r\nEXEC\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        9,
        10,
        99,
        100,
        1_671_864_869_000L,
        -1,
        -9,
        -10,
        -100,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void aNumberIsWrittenInDecimalDigits(long number) throws IOException {
    buffer.word(number);

    String digits = Long.toString(number);
    assertThat(drained()).isEqualTo("$" + digits.length() + "\r\n" + digits + "\r\n");
  }

  @Test
  void itGrowsAsItIsFilled() throws IOException {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      buffer.word("word").word(i);
      String digits = Integer.toString(i);
      expected.append("$4\r\nword\r\n$%d\r\n%s\r\n".formatted(digits.length(), digits));
    }
    String large = "x".repeat(1 << 20);
    buffer.word(large);
    expected.append("$1048576\r\n").append(large).append("\r\n");

    assertThat(drained()).isEqualTo(expected.toString());
  }

  @Test
  void itIsEmptyOnceItWasWrittenOutOrCleared() throws IOException {
    assertThat(buffer.isEmpty()).isTrue();
    buffer.word("x");
    assertThat(buffer.isEmpty()).isFalse();
    drained();
    assertThat(buffer.isEmpty()).isTrue();
    buffer.word("y");
    buffer.clear();

    assertThat(buffer.isEmpty()).isTrue();
    assertThat(drained()).isEmpty();
  }

  private String drained() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    buffer.drainTo(out);
    return out.toString(UTF_8);
  }
}
