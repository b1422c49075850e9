package io.austin.stream.console.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.austin.stream.console.Console;
import io.austin.stream.console.browser.Chromium;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.RedisServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints how long a reader waits for each page whose console is far away: until its figures stand
 * there, with nothing in the browser's cache and with all of it there. No test: nothing has to be
 * within a time.
 */
public final class FirstLoad {
  /** To the console and back; what a request waits for at least. */
  private static final int ROUND_TRIP_MILLIS = 150;

  /** A good line in an office, in bytes a second. */
  private static final int BYTES_A_SECOND = 10_000_000 / 8;

  private static final int TIMES = 5;

  /** When what the page is about was first there, in milliseconds after the page was asked for. */
  private static final String WATCH =
      """
      (() => {
        const look = () => {
          if (document.querySelector('%s') && document.querySelector('#status strong')) {
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

  /** Measures in the Chromium that is installed, or {@code -Dbrowser=/path/of/chromium}. */
  public static void main(String[] args) {
    Map<String, String> options = new HashMap<>();
    try (RedisServer redis = RedisServer.start();
        Chromium chromium = Chromium.start()) {
      options.put("redis.uri", redis.uri());
      options.put("zone", Day.ZONE.getId());
      options.put("console.port", "0");
      try (Console console = Console.start(OptionValues.of(options))) {
        measure(chromium.browser(), console.address().toString(), redis);
      }
    }
  }

  private static void measure(Browser browser, String origin, RedisServer redis) {
    new BusyDay(Day.write(redis.client())).write();
    System.out.printf(
        "Median of %d, %d ms to the console and back, 10 Mbit/s:%n", TIMES, ROUND_TRIP_MILLIS);
    measure(browser, origin, "overview", "/", ".templates tbody tr");
    String template = "/template/" + Day.template(1);
    measure(browser, origin, "template", template, ".funnel .count");
    measure(browser, origin, "its charts", template, ".chart canvas");
    measure(browser, origin, "receiver", "/receiver/" + Day.RECEIVER, ".messages > li");
    String message = "/message/" + Day.FILTERED_MESSAGE + "?receiver=" + Day.RECEIVER;
    measure(browser, origin, "message", message, ".timeline > li");
  }

  private static void measure(
      Browser browser, String origin, String name, String path, String shown) {
    double[] first = new double[TIMES];
    double[] again = new double[TIMES];
    int requests = 0;
    for (int i = 0; i < TIMES; i++) {
      try (BrowserContext context = browser.newContext()) {
        context.addInitScript(WATCH.formatted(shown));
        Page page = context.newPage();
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        farAway(context, page);
        first[i] = shownAfter(page, origin + path);
        requests = asked.size();
        page.navigate("about:blank");
        again[i] = shownAfter(page, origin + path);
      }
    }
    System.out.printf(
        "%-10s first %4.0f ms (%d requests), again %4.0f ms%n",
        name, median(first), requests, median(again));
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
