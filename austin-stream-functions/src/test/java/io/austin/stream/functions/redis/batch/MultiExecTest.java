package io.austin.stream.functions.redis.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.redis.wire.RespBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commands of a transaction as Redis will take them. */
class MultiExecTest {
  private static final Pattern COMMAND = Pattern.compile("\\*(\\d+)\r\n\\$\\d+\r\n([A-Z]+)\r\n");

  private final RespBuffer out = new RespBuffer();
  private final MultiExec transaction = MultiExec.in(out);

  @Test
  void manyElementsAreCountedBySeveralCommands() {
    DistinctElements elements = DistinctElements.of("receivers", 1);
    elements.add(IntStream.range(0, 25_000).mapToObj(Integer::toString).toList());

    elements.queueIn(transaction);

    assertThat(commands()).containsExactly("1 MULTI", "10002 PFADD", "10002 PFADD", "5002 PFADD");
    assertThat(transaction.size()).isEqualTo(3);
  }

  @Test
  void manyEntriesArePushedInTheirOrderBySeveralCommands() {
    Trails trails = new Trails(1);
    Trail trail = trails.of("trail");
    for (int entry = 0; entry < 10_001; entry++) {
      trails.push(trail, ("<" + entry + ">").getBytes(StandardCharsets.US_ASCII));
    }

    trail.queueIn(transaction);

    assertThat(commands()).containsExactly("1 MULTI", "10002 LPUSH", "3 LPUSH");
    assertThat(text().indexOf("<9999>")).isLessThan(text().indexOf("<10000>"));
    assertThat(text()).endsWith("<10000>\r\n");
  }

  private List<String> commands() {
    return COMMAND.matcher(text()).results().map(MultiExecTest::wordsAndName).toList();
  }

  private static String wordsAndName(MatchResult command) {
    return command.group(1) + " " + command.group(2);
  }

  private String text() {
    return new String(out.bytes(), 0, out.length(), StandardCharsets.US_ASCII);
  }
}
