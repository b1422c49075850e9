package io.austin.stream.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.test.server.RedisExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Earlier days where nobody can read them: the archive's jar is not there. */
class HistoryApiIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @Test
  void aConsoleWithoutAnArchiveSaysSo() {
    try (RunningConsole console = RunningConsole.over(redis.uri())) {
      RunningConsole.Answer answer = console.of("receiver/history", "13711112222");

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text("/error/code")).isEqualTo("no_archive");
      assertThat(console.of("message", "m1").text("/error/code")).isEqualTo("not_found");
      assertThat(console.get("/api/v1/health").at("/archive").asBoolean()).isFalse();
    }
  }

  @Test
  void whereItsReaderIsMissingItSaysHowToGetItAndGoesOn() {
    try (RunningConsole console =
        RunningConsole.over(redis.uri(), "console.archive", "/data/archive")) {
      for (String call : new String[] {"receiver/history", "message"}) {
        RunningConsole.Answer answer = console.of(call, "13711112222");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/error/code")).isEqualTo("archive_reader_missing");
        assertThat(answer.text("/error/message")).contains("austin-stream-archive-*.jar", "lib");
      }
      assertThat(console.of("receiver", "13711112222").status()).isEqualTo(404);
      assertThat(console.get("/api/v1/health").at("/archive").asBoolean()).isTrue();
    }
  }
}
