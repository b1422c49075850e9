package io.austin.stream.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.austin.stream.cli.Call;
import io.austin.stream.cli.platform.ExitCodes;
import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.common.BusinessId;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  /** The states of the measures that trends show, in their order. */
  private static final List<Integer> MEASURES = List.of(10, 60, 30, 70, 64);

  /** Receivers by state, by how many days ago. */
  private static final Map<Integer, Map<Integer, Long>> PRODUCED = new TreeMap<>();

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();

  @TempDir private static Path home;

  private static final StopRequest STOP = new StopRequest();
  private static int port;
  private static CompletableFuture<Call> console;

  @BeforeAll
  static void runTheJobThenTheConsole() throws IOException {
    List<String> events =
        new ArrayList<>(
            List.of(
                event(10, MESSAGE_ID), event(30, MESSAGE_ID), event(10, "m2"), event(60, "m2")));
    addWeeksAgo(events);
    Path file = Files.write(home.resolve("events.jsonl"), events);
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

  @Test
  void trendsAreAFoldOfWhatWasProduced() {
    WatchedPage watched =
        browser.open("http://127.0.0.1:" + port, Device.desktop(Language.ENGLISH.locale()));
    Page page = watched.page();
    watched.goTo("/trends?days=30&to=today");
    page.locator(".chart canvas").waitFor();
    for (int i = 0; i < MEASURES.size(); i++) {
      int state = MEASURES.get(i);
      // The two messages of today: two taken in, one filtered, one sent.
      long today = state == 10 ? 2 : state == 60 || state == 30 ? 1 : 0;
      long all = PRODUCED.values().stream().mapToLong(it -> it.getOrDefault(state, 0L)).sum();
      assertThat(page.locator(".totals dd").nth(i))
          .containsText(Pattern.compile("^" + figure(all + today) + "(?!\\d)"));
    }
    page.locator(".chart-alternative summary").click();
    Locator rows = page.locator(".chart-alternative tbody tr");
    PRODUCED.forEach(
        (ago, counts) ->
            assertThat(rows.nth(ago).locator("td"))
                .hasText(
                    MEASURES.stream()
                        .map(state -> figure(counts.getOrDefault(state, 0L)))
                        .toArray(String[]::new)));
    watched.assertQuiet();
    watched.assertAccessible();
  }

  private static String figure(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Two weeks of traffic, before the days that are shown first, and what it comes to. */
  private static void addWeeksAgo(List<String> events) {
    SplittableRandom random = new SplittableRandom(20221224);
    LocalDate today = LocalDate.now(ZoneId.of(ZONE));
    for (int ago = 15; ago < 30; ago++) {
      Map<Integer, Long> counts = PRODUCED.computeIfAbsent(ago, it -> new TreeMap<>());
      for (int message = 0; message < 60; message++) {
        LocalDate day = today.minusDays(ago);
        long at = day.atTime(10, message % 60).atZone(ZoneId.of(ZONE)).toInstant().toEpochMilli();
        int receivers = random.nextInt(1, 5);
        String ids =
            IntStream.range(0, receivers)
                .mapToObj(i -> "\"1380000" + i + "\"")
                .collect(Collectors.joining(","));
        int result = List.of(60, 60, 60, 70, 30).get(random.nextInt(5));
        for (int state : result == 60 ? List.of(10, 60, 64) : List.of(10, result)) {
          events.add(
              "{\"businessId\":%s,\"ids\":[%s],\"logTimestamp\":%d,\"messageId\":\"%s\",\"state\":%d}"
                  .formatted(
                      BusinessId.of(20, random.nextInt(1, 9), day),
                      ids,
                      at + state,
                      "past-" + ago + "-" + message,
                      state));
          counts.merge(state, (long) receivers, Long::sum);
        }
      }
    }
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
