package io.austin.stream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A command whose output does not get through has failed, unless nobody wanted to read it. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class StandardOutputTest {
  private static final List<String> HELP =
      List.of(
          System.getProperty("java.home") + "/bin/java",
          "-cp",
          System.getProperty("java.class.path"),
          AustinStream.class.getName(),
          "--help");

  @Test
  void aFullDiskIsAFailure() throws Exception {
    Process process =
        new ProcessBuilder(HELP)
            .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/full")))
            .start();
    String told = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(told).contains("austin-stream: Standard output cannot be written: ");
  }

  @Test
  void aReaderThatHasEnoughIsNone() throws Exception {
    Process process = new ProcessBuilder(HELP).start();
    process.getInputStream().close();
    String told = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void whatGetsThroughIsASuccess() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(HELP).start();
    String help = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(help).contains("austin-stream COMMAND --help");
  }
}
