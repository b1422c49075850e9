package io.austin.stream.test.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespStreamTest {
  private static final String EXEC = "*1\r\n$4\r\nEXEC\r\n";
  private static final String PING = "*1\r\n$4\r\nPING\r\n";

  /** A SET whose value reads like an EXEC. */
  private static final String DECOY = "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$14\r\n" + EXEC + "\r\n";

  @Test
  void takesSeveralCommandsInOneReadApart() {
    assertThat(values(List.of(EXEC + PING + EXEC))).containsExactly(EXEC, PING, EXEC);
  }

  @Test
  void isNotFooledByAPayload() {
    List<RespValue> commands = feed(List.of(DECOY + EXEC + DECOY));

    assertThat(commands).extracting(RespValue::commandName).containsExactly("SET", "EXEC", "SET");
  }

  @Test
  void findsTheSameCommandsWhereverTheBytesAreCut() {
    String all = DECOY + EXEC + PING + EXEC;
    for (int first = 0; first <= all.length(); first++) {
      for (int second = first; second <= all.length(); second++) {
        List<String> reads =
            List.of(all.substring(0, first), all.substring(first, second), all.substring(second));

        assertThat(values(reads))
            .as("cut at %d and %d", first, second)
            .containsExactly(DECOY, EXEC, PING, EXEC);
      }
    }
  }

  @Test
  void findsCommandsThatComeByteByByte() {
    assertThat(values(Arrays.asList((DECOY + EXEC).split("")))).containsExactly(DECOY, EXEC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+OK\r\n",
        "-ERR no\r\n",
        ":1\r\n",
        "$-1\r\n",
        "$0\r\n\r\n",
        "*-1\r\n",
        "*0\r\n",
        "*2\r\n*2\r\n:1\r\n*0\r\n*1\r\n$2\r\nab\r\n",
        "_\r\n",
        "#t\r\n",
        ",1.5\r\n",
        "(123\r\n",
        "!3\r\nERR\r\n",
        "=5\r\ntxt:a\r\n",
        "~2\r\n:1\r\n:2\r\n",
        "%2\r\n+a\r\n:1\r\n+b\r\n*1\r\n:2\r\n",
        ">2\r\n+invalidate\r\n*1\r\n$1\r\na\r\n",
        "|1\r\n+ttl\r\n:60\r\n*2\r\n:1\r\n|1\r\n+x\r\n:1\r\n:2\r\n"
      })
  void knowsEveryKindOfReply(String reply) {
    assertThat(values(List.of(reply + reply))).containsExactly(reply, reply);
    assertThat(values(Arrays.asList((reply + reply).split("")))).containsExactly(reply, reply);
  }

  @Test
  void tellsWhatRedisSaysByItself() {
    assertThat(feed(List.of(">1\r\n+a\r\n*1\r\n+a\r\n")))
        .extracting(RespValue::isPush)
        .containsExactly(true, false);
  }

  @Test
  void namesCommandsInCapitals() {
    assertThat(feed(List.of("*1\r\n$4\r\nexec\r\nping hello\r\n*0\r\n")))
        .extracting(RespValue::commandName)
        .containsExactly("EXEC", "PING", "");
  }

  private static List<String> values(List<String> reads) {
    return feed(reads).stream().map(RespValue::toString).toList();
  }

  private static List<RespValue> feed(List<String> reads) {
    RespStream stream = new RespStream();
    List<RespValue> values = new ArrayList<>();
    for (String read : reads) {
      values.addAll(stream.feed(read.getBytes(ISO_8859_1), read.length()));
    }
    return values;
  }
}
