package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child has of its own. */
class ChildProcessTest {
  @Test
  void ctrlCOfThisJvmsTerminalDoesNotReachIt(@TempDir Path directory) throws IOException {
    ChildProcess child =
        ChildProcess.start("sleep", List.of("sleep", "60"), directory.resolve("log"));
    try {
      // Once setsid has become the program, it leads a session.
      child.awaitReady(Duration.ofSeconds(10), () -> command(child.pid()).equals("sleep"));

      assertThat(session(child.pid())).isEqualTo(child.pid());
      assertThat(session(child.pid())).isNotEqualTo(session(ProcessHandle.current().pid()));
    } finally {
      child.kill();
    }
  }

  private static String command(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
    } catch (IOException ended) {
      return "";
    }
  }

  /** The sixth field; the second is a name in parentheses. */
  private static long session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
  }
}
