package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
  @Test
  void isHandedOutOnce() {
    assertThat(IntStream.range(0, 200).map(i -> FreePort.next())).doesNotHaveDuplicates();
  }

  @Test
  void canBeListenedOn() throws IOException {
    int port = FreePort.next();

    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.getLocalPort()).isEqualTo(port);
    }
  }

  @Test
  void aNodesBusIsHandedOutWithIt() {
    Set<Integer> buses =
        IntStream.range(0, 50)
            .map(i -> FreePort.nextWithBus() + FreePort.BUS)
            .boxed()
            .collect(Collectors.toSet());

    assertThat(IntStream.range(0, 500).map(i -> FreePort.next()).boxed())
        .doesNotContainAnyElementsOf(buses);
  }

  @Test
  void anotherJvmHasOthers() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName())
            .start();
    String ports = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Set<Integer> theirs =
        ports.lines().map(port -> Integer.parseInt(port) % 10).collect(Collectors.toSet());

    assertThat(theirs).hasSize(1).doesNotContain(FreePort.next() % 10);
  }

  /** Takes some ports, and a node's with its bus. */
  static final class Other {
    public static void main(String[] args) {
      int node = FreePort.nextWithBus();
      IntStream.concat(
              IntStream.of(node, node + FreePort.BUS), IntStream.generate(FreePort::next).limit(20))
          .forEach(System.out::println);
    }
  }
}
