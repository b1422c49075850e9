package io.austin.stream.console.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.austin.stream.console.Console;
import io.austin.stream.console.browser.Chromium;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.RedisServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints how long a reader waits for each page whose console is far away: until its figures stand
 * there, with nothing in the browser's cache and with all of it there. Beside them stands what the
 * browser takes for a page of one word. No test: nothing has to be within a time.
 */
public final class FirstLoad {
  /** To the console and back; what a request waits for at least. */
  private static final int ROUND_TRIP_MILLIS = 150;

  /** A good line in an office, in bytes a second. */
  private static final int BYTES_A_SECOND = 10_000_000 / 8;

  private static final int TIMES = 5;

  /** A browser that has just been started is busy with itself. */
  private static final int SETTLES_MILLIS = 3_000;

  /** From its third visit on a browser has what it compiled of the scripts in its cache, too. */
  private static final int VISITS = 4;

  /** When what the page is about was first there, in milliseconds after the page was asked for. */
  private static final String WATCH =
      """
      (() => {
        const look = () => {
          if (document.querySelector('%s') && document.querySelector('%s')) {
            window.shownAfter = performance.now();
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      })();
      """;

  private static final String SHOWN =
      """
      new Promise((shown) => {
        const look = () => (window.shownAfter ? shown(window.shownAfter) : setTimeout(look, 20));
        look();
      })
      """;

  private FirstLoad() {}

  /** What is waited for: that is there when both selectors meet something. */
  private enum Shown {
    ONE_WORD("/healthz", "body", "body"),
    OVERVIEW("/", ".templates tbody tr"),
    TEMPLATE("/template/" + Day.template(1), ".funnel .count"),
    CHARTS("/template/" + Day.template(1), ".chart canvas"),
    RECEIVER("/receiver/" + Day.RECEIVER, ".messages > li"),
    MESSAGE("/message/" + Day.FILTERED_MESSAGE + "?receiver=" + Day.RECEIVER, ".timeline > li");

    private final String path;
    private final String selector;
    private final String selectorToo;

    Shown(String path, String selector) {
      this(path, selector, "#status strong");
    }

    Shown(String path, String selector, String selectorToo) {
      this.path = path;
      this.selector = selector;
      this.selectorToo = selectorToo;
    }
  }

  /**
   * Measures in the Chromium that is installed, or {@code -Dbrowser=/path/of/chromium}.
   *
   * @param args names of what is to be measured; none for all
   */
  public static void main(String[] args) throws IOException {
    Map<String, String> options = new HashMap<>();
    try (RedisServer redis = RedisServer.start();
        Chromium chromium = Chromium.start()) {
      options.put("redis.uri", redis.uri());
      options.put("zone", Day.ZONE.getId());
      options.put("console.port", "0");
      try (Console console = Console.start(OptionValues.of(options))) {
        new BusyDay(Day.write(redis.client())).write();
        System.out.printf(
            "Median of %d, %d ms to the console and back, 10 Mbit/s:%n", TIMES, ROUND_TRIP_MILLIS);
        for (Shown shown : Shown.values()) {
          if (args.length == 0 || List.of(args).contains(shown.name())) {
            measure(chromium, console.address().toString(), shown);
          }
        }
      }
    }
  }

  private static void measure(Chromium chromium, String origin, Shown shown) throws IOException {
    double[] first = new double[TIMES];
    double[] again = new double[TIMES];
    int requests = 0;
    for (int i = 0; i < TIMES; i++) {
      Path profile = Files.createTempDirectory("first-load");
      try (BrowserContext context = chromium.withProfile(profile)) {
        context.addInitScript(WATCH.formatted(shown.selector, shown.selectorToo));
        Page page = context.newPage();
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        farAway(context, page);
        page.waitForTimeout(SETTLES_MILLIS);
        first[i] = shownAfter(page, origin + shown.path);
        requests = asked.size();
        for (int visit = 2; visit <= VISITS; visit++) {
          page.navigate("about:blank");
          again[i] = shownAfter(page, origin + shown.path);
        }
      } finally {
        delete(profile);
      }
    }
    System.out.printf(
        "%-10s first %4.0f ms (%d requests), again %4.0f ms%n",
        shown.name(), median(first), requests, median(again));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private static void farAway(BrowserContext context, Page page) {
    CDPSession session = context.newCDPSession(page);
    JsonObject line = new JsonObject();
    line.addProperty("offline", false);
    line.addProperty("latency", ROUND_TRIP_MILLIS);
    line.addProperty("downloadThroughput", BYTES_A_SECOND);
    line.addProperty("uploadThroughput", BYTES_A_SECOND);
    session.send("Network.enable");
    session.send("Network.emulateNetworkConditions", line);
  }

  private static double shownAfter(Page page, String address) {
    page.navigate(address);
    return ((Number) page.evaluate(SHOWN)).doubleValue();
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
