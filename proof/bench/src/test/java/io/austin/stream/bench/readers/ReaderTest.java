package io.austin.stream.bench.readers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.bench.result.Readers.Answers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a console answers, nothing that was asked for goes uncounted. */
@Timeout(30)
class ReaderTest {
  private static final OpenPage PAGE = new OpenPage(List.of(), List.of("/a", "/b", "/c"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense\r\n",
        "HTTP/1.1 abc\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
      })
  void callsWithoutAGoodAnswerAreErrorsAndWaits(String answer) throws Exception {
    Answers answers = answersOf(answer);

    assertThat(answers.errors()).isEqualTo(PAGE.calls().size());
    assertThat(answers.waits().samples()).isEqualTo(PAGE.calls().size());
  }

  /** What a reader counts whose every call is answered so, with the connection then closed. */
  private static Answers answersOf(String answer) throws Exception {
    Waits waits = new Waits(System.nanoTime() - 1);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      start(() -> serve(server, answer));
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
      Reader reader = new Reader(address, () -> PAGE, waits, System.nanoTime(), 0);
      Thread thread = start(reader);
      Awaitility.await().until(() -> waits.answers().waits().samples() >= PAGE.calls().size());
      waits.end();
      LockSupport.unpark(thread);
      thread.join();
    }
    return waits.answers();
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void serve(ServerSocket server, String answer) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().read(new byte[1024]);
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      } catch (IOException gone) {
        // The next one may stay.
      }
    }
  }
}
