package io.austin.stream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.cli.Call;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.common.BusinessId;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.page.Language;
import io.austin.stream.console.page.PageWalk;
import io.austin.stream.test.server.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page over what the real job wrote: Kafka, Flink, Redis, console, browser. */
@Timeout(300)
class ConsolePagesIT {
  private static final String ZONE = "Asia/Shanghai";
  private static final String BUSINESS_ID =
      BusinessId.of(20, 3, LocalDate.now(ZoneId.of(ZONE))).toString();
  private static final String RECEIVER = "13711112222";
  private static final String MESSAGE_ID = "V1StGXR8_Z5jdHi6B-myT";

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();

  @TempDir private static Path home;

  private static final StopRequest STOP = new StopRequest();
  private static int port;
  private static CompletableFuture<Call> console;

  @BeforeAll
  static void runTheJobThenTheConsole() throws IOException {
    Path file =
        Files.write(
            home.resolve("events.jsonl"),
            List.of(
                event(10, MESSAGE_ID), event(30, MESSAGE_ID), event(10, "m2"), event(60, "m2")));
    Call local =
        Call.of(home, "local", "--events", file.toString(), "--zone", ZONE, "--no-console");
    assertThat(local.exitCode()).as(local.err()).isEqualTo(ExitCodes.OK);
    port = FreePort.next();
    console = CompletableFuture.supplyAsync(ConsolePagesIT::serve);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(ConsolePagesIT::listens);
  }

  @AfterAll
  static void stopTheConsole() throws Exception {
    STOP.make();
    if (console != null) {
      assertThat(console.get().exitCode()).isZero();
    }
  }

  /** Each language and each device once; the console's own walk has them all. */
  @ParameterizedTest
  @EnumSource
  void everyPageShowsWhatTheJobWrote(Language language) {
    String locale = language.locale();
    Device device = language == Language.ENGLISH ? Device.desktop(locale) : Device.phone(locale);
    new PageWalk(
            browser.open("http://127.0.0.1:" + port, device),
            language,
            BUSINESS_ID,
            RECEIVER,
            MESSAGE_ID)
        .walk();
  }

  /** Without a time of its own the event is of the moment in which it is produced. */
  private static String event(int state, String messageId) {
    return "{\"businessId\":%s,\"ids\":[\"%s\"],\"messageId\":\"%s\",\"state\":%d}"
        .formatted(BUSINESS_ID, RECEIVER, messageId, state);
  }

  private static Call serve() {
    return Call.of(
        home,
        OutputStream.nullOutputStream(),
        STOP,
        "console",
        "--console.port=" + port,
        "--zone=" + ZONE);
  }

  private static boolean listens() {
    try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return connection.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
