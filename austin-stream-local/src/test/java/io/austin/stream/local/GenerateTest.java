package io.austin.stream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.Call;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorInfoCodec;
import io.austin.stream.common.InvalidEventException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code generate} to standard output. */
@Timeout(60)
class GenerateTest {
  @TempDir private Path home;

  @Test
  void everyLineIsAnEvent() throws InvalidEventException {
    List<String> lines = generate("--count", "500", "--seed", "7");

    assertThat(lines).hasSize(500);
    for (String line : lines) {
      AnchorInfo event = AnchorInfoCodec.read(line.getBytes(StandardCharsets.UTF_8), 0);
      assertThat(event.getMessageId()).isNotNull();
    }
  }

  @Test
  void theSameSeedMakesTheSameMessages() {
    assertThat(messageIds(generate("--count", "50", "--seed", "7")))
        .isEqualTo(messageIds(generate("--count", "50", "--seed", "7")))
        .isNotEqualTo(messageIds(generate("--count", "50", "--seed", "8")));
  }

  @Test
  void malformedLinesAreLinesToo() {
    List<String> lines = generate("--count", "400", "--malformed", "50", "--seed", "7");

    assertThat(lines).hasSize(400);
    assertThat(lines).filteredOn(line -> !isEvent(line)).hasSizeBetween(150, 250);
  }

  @Test
  void aReaderThatHasEnoughEndsIt() {
    Call call = Call.of(home, new ClosedPipe(), new StopRequest(), "generate", "--rate", "max");

    assertThat(call).isEqualTo(new Call(ExitCodes.OK, "", ""));
  }

  @Test
  void aRequestToStopEndsIt() {
    StopRequest stop = new StopRequest();
    stop.make();

    Call call = Call.of(home, OutputStream.nullOutputStream(), stop, "generate");

    assertThat(call).isEqualTo(new Call(ExitCodes.OK, "", ""));
  }

  private List<String> generate(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "generate";
    args[1] = "--rate";
    args[2] = "max";
    System.arraycopy(options, 0, args, 3, options.length);
    Call call = Call.of(home, args);
    assertThat(call.exitCode()).isEqualTo(ExitCodes.OK);
    return call.out().lines().toList();
  }

  private static List<String> messageIds(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll(".*\"messageId\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static boolean isEvent(String line) {
    try {
      AnchorInfoCodec.read(line.getBytes(StandardCharsets.UTF_8), 0);
      return true;
    } catch (InvalidEventException invalid) {
      return false;
    }
  }

  private static final class ClosedPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
