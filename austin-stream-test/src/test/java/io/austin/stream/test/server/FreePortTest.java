package io.austin.stream.test.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
}
