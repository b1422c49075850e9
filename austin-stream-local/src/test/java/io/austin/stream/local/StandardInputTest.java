package io.austin.stream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.platform.StopRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Standard input as it comes, up to where the user asks to stop. */
@Timeout(20)
class StandardInputTest {
  @Test
  void aTerminalAtWhichNobodyTypesEndsWithTheStop() throws IOException {
    InputStream before = System.in;
    try (PipedOutputStream typing = new PipedOutputStream();
        PipedInputStream terminal = new PipedInputStream(typing)) {
      System.setIn(terminal);
      StopRequest stop = new StopRequest();
      InputStream input = StandardInput.until(stop);
      typing.write("line\n".getBytes(UTF_8));
      typing.flush();
      assertThat(input.readNBytes(5)).isEqualTo("line\n".getBytes(UTF_8));

      stop.make();

      assertThat(input.read()).isEqualTo(-1);
    } finally {
      System.setIn(before);
    }
  }
}
