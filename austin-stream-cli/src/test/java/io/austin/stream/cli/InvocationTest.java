package io.austin.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where data and logs go unless {@code --data} says. */
class InvocationTest {
  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path home;

  @BeforeEach
  void aUser() {
    environment.put("HOME", "/home/ops");
  }

  @Test
  void theUsersState() {
    assertThat(data()).isEqualTo(Path.of("/home/ops/.local/state/austin-stream"));

    environment.put("XDG_STATE_HOME", "/var/state");
    assertThat(data()).isEqualTo(Path.of("/var/state/austin-stream"));

    environment.put("XDG_STATE_HOME", "relative paths are to be ignored");
    assertThat(data()).isEqualTo(Path.of("/home/ops/.local/state/austin-stream"));
  }

  @Test
  void theCheckout() throws IOException {
    Files.createFile(home.resolve("pom.xml"));

    assertThat(data()).isEqualTo(home.resolve(".austin-stream"));
  }

  @Test
  void whatIsNamedGoesFirst() throws IOException {
    Files.createFile(home.resolve("pom.xml"));
    environment.put("AUSTIN_STREAM_DATA", "/data");

    assertThat(data()).isEqualTo(Path.of("/data"));
  }

  @Test
  void nowhere() {
    environment.clear();

    assertThat(data()).isNull();
  }

  private Path data() {
    return Invocation.data(home, environment);
  }
}
