package io.austin.stream.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.test.server.RedisExtension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sends is the client's fault, however it is broken: no defect of the console's. */
@Timeout(60)
class BrokenRequestsIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final List<String> POSTED =
      List.of("/trace/message", "/trace/user", "/trace/messageTemplate", "/login", "/logout");

  /** Headers and a body; after them the client hangs up. */
  private static final List<String> BROKEN =
      List.of(
          "Content-Length: 100\r\n\r\n{\"receiver\":",
          "Content-Length: 100\r\n\r\n",
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ntoken=",
          "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"re",
          "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
          "Content-Length: -1\r\n\r\n",
          "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
          "Content-Type: application/json; charset=nonsense\r\nContent-Length: 2\r\n\r\n{}",
          "Content-Type: application/x-www-form-urlencoded; charset=nonsense\r\n"
              + "Content-Length: 7\r\n\r\ntoken=a",
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\ntoken=%zz",
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\ntoken=%ff",
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\ntoken=%",
          "Content-Type: multipart/form-data\r\nContent-Length: 2\r\n\r\n{}",
          "Content-Type: multipart/form-data; boundary=a\r\nContent-Length: 5\r\n\r\n--a\r\n",
          "Content-Type: nonsense\r\nContent-Length: 2\r\n\r\n{}",
          "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
          "Content-Length: 0\r\n\r\n",
          "\r\n");

  private static RunningConsole open;
  private static RunningConsole guarded;

  @BeforeAll
  static void start() {
    open = RunningConsole.over(redis.uri());
    guarded = RunningConsole.over(redis.uri(), "console.token", "correct horse battery");
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  static Stream<Arguments> broken() {
    return POSTED.stream().flatMap(path -> BROKEN.stream().map(rest -> Arguments.of(path, rest)));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenPostIsNoDefect(String path, String rest) {
    for (RunningConsole console : new RunningConsole[] {open, guarded}) {
      String answer =
          console.rawAndHangUp(
              "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + rest);
      assertThat(answer).matches("(?s)HTTP/1.1 [1-4].*|");
      if (answer.startsWith("HTTP/1.1 400") && path.startsWith("/trace/")) {
        assertThat(answer).containsAnyOf("A0100", "bad_request");
      }
    }
  }
}
