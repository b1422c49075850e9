package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that is killed cannot stop its servers; they go nevertheless, even a suspended one. */
@Timeout(60)
class KilledParentIT {
  @TempDir Path directory;

  @Test
  void leavesNoServerBehind() throws IOException {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                directory.toString())
            .redirectError(Redirect.DISCARD)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      ProcessHandle running = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      ProcessHandle suspended = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      assertThat(running.isAlive()).isTrue();

      parent.destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> !running.isAlive() && !suspended.isAlive());
    } finally {
      parent.destroyForcibly();
    }
  }

  /** Starts servers, says their ids and waits to be killed. */
  static final class Parent {
    public static void main(String[] args) throws InterruptedException {
      for (String name : new String[] {"running", "suspended"}) {
        RedisServer server = RedisServer.builder().dataDirectory(Path.of(args[0], name)).start();
        if (name.equals("suspended")) {
          server.suspend();
        }
        System.out.println(server.pid());
      }
      new CountDownLatch(1).await();
    }
  }
}
