package io.austin.stream.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.austin.stream.common.BusinessId;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page with nothing, one, and a thousand of everything: nothing is wider than the window, and
 * no word is cut off. The pictures are in {@code target/looks}.
 */
@Timeout(300)
class LooksIT {
  private static final Path PICTURES = Path.of("target", "looks");
  private static final int MANY = 1_000;
  private static final int TALLEST = 2_400;
  private static final String MESSAGE = "V1StGXR8_Z5jdHi6B-myT";

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console =
      new ConsoleExtension(redis)
          .withNames(
              LongStream.rangeClosed(1, MANY)
                  .boxed()
                  .collect(Collectors.toMap(id -> id, id -> "Parcel delivered, no. " + id)));

  /** Totals of days are kept for a while, so each amount has a day of its own, and one before. */
  private static LocalDate dayOf(int amount) {
    return LocalDate.now(Day.ZONE).minusDays(2L * List.of(0, 1, MANY).indexOf(amount) + 1);
  }

  private static void writeDays(TraceWriter writer) {
    for (int amount : List.of(1, MANY)) {
      for (int i = 1; i <= amount; i++) {
        for (int before = 0; before < 2; before++) {
          long id = BusinessId.of(20, i, dayOf(amount).minusDays(before)).toLong();
          long received = 1_234_567 / (i + before * i % 7);
          writer.counts(
              id, Map.of("600:10", received, "600:60", received * 9 / 10, "600:70", received / 50));
        }
      }
    }
  }

  private static Map<String, String> pages(int amount) {
    Map<String, String> pages = new LinkedHashMap<>();
    String day = dayOf(amount).format(DateTimeFormatter.BASIC_ISO_DATE);
    pages.put("trends", "/trends?days=1&to=" + day);
    pages.put("trends-of", "/trends?template=1&days=30&to=" + day);
    pages.put("overview", "/");
    pages.put("template", "/template/" + Day.template(1));
    pages.put("receiver", "/receiver/" + Day.RECEIVER);
    pages.put("message", "/message/" + MESSAGE);
    pages.put("answer", "/message/" + MESSAGE + "?receiver=" + Day.RECEIVER);
    pages.put("caller", "/caller/order-1");
    pages.put("stuck", "/stuck");
    pages.put("stuck-of", "/stuck/" + Day.template(1));
    pages.put("search", "/?q=Parcel");
    pages.put("list", "/?q=" + MESSAGE + "%20" + Day.RECEIVER + "%20gone%20m1%20m2");
    return pages;
  }

  static Stream<Arguments> looks() {
    List<Device> devices =
        Boolean.getBoolean("looks.all")
            ? Stream.of(Language.values())
                .map(Language::locale)
                .flatMap(it -> Stream.of(Device.desktop(it), Device.usualPhone(it)))
                .flatMap(it -> Stream.of(it, it.darkened()))
                .toList()
            : List.of(Device.desktop("en-GB"), Device.usualPhone("zh-CN").darkened());
    return Stream.of(0, 1, MANY)
        .flatMap(amount -> devices.stream().map(device -> Arguments.of(amount, device)));
  }

  @ParameterizedTest(name = "{0} of everything, on {1}")
  @MethodSource("looks")
  void allOfItCanBeRead(int amount, Device device) throws Exception {
    redis.client().flushAll();
    TraceWriter writer = Day.nothing(redis.client()).writer();
    write(amount, writer);
    writeDays(writer);
    WatchedPage watched = browser.open(console.origin(), device);
    Page page = watched.page();
    for (Map.Entry<String, String> each : pages(amount).entrySet()) {
      writer.newest(System.currentTimeMillis() - 1_000);
      page.setViewportSize(device.width(), device.height());
      watched.goTo(each.getValue());
      page.locator("main > [aria-busy=false] :is(h1, h2)").first().waitFor();
      page.waitForCondition(() -> page.locator(".chart:not(:has(canvas))").count() == 0);
      watched.assertFits();
      assertThat(cutOff(page)).as("what is cut off at %s", page.url()).isEmpty();
      page.setViewportSize(
          device.width(),
          (int) page.evaluate("Math.min(" + TALLEST + ", document.body.scrollHeight)"));
      String file =
          "%s-%d-%s-%d%s.png"
              .formatted(
                  each.getKey(),
                  amount,
                  device.locale().substring(0, 2),
                  device.width(),
                  device.dark() ? "-dark" : "");
      page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(file)));
    }
    watched.forgive(); // what is not there is answered with 404, which the browser complains of
  }

  /** Texts that are longer than their box and end neither in an ellipsis nor in a scroll bar. */
  private static List<?> cutOff(Page page) {
    return (List<?>)
        page.evaluate(
            """
        () => [...document.querySelectorAll('main *, header *, footer *, #status *')].filter((it) => {
          const style = getComputedStyle(it);
          const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
          return hides && style.textOverflow !== 'ellipsis' && !it.closest('.visually-hidden')
            && it.tagName !== 'INPUT' && it.scrollWidth > it.clientWidth + 1 && it.innerText?.trim();
        }).map((it) => it.className + ': ' + it.innerText)
        """);
  }

  private void write(int amount, TraceWriter writer) throws Exception {
    long now = System.currentTimeMillis();
    try (DayJourneys journeys = DayJourneys.in(redis)) {
      for (int i = 1; i <= amount; i++) {
        writer.count(Day.template(i), 10, writer.minuteOf(now), 1_234_567 / i);
        writer.count(Day.template(i), 60, writer.minuteOf(now), 1_200_000 / i);
        if (i % 2 == 0) {
          long at = now - 2_000L * (amount - i) / 10;
          writer.step(10, at, Day.template(1 + i % 7), MESSAGE, Day.OTHER);
          writer.step(60, at + 40, Day.template(1 + i % 7), MESSAGE, Day.OTHER);
          writer.step(10, at, Day.template(1 + i % 7), "m" + i, Day.RECEIVER);
          writer.step(
              i % 3 == 0 ? 30 : 70, at + 40, Day.template(1 + i % 7), "m" + i, Day.RECEIVER);
        }
        writer.takenInFor("order-1", now - 1_000L * i, Day.template(1 + i % 7), "m" + i);
        journeys.step(i, "stuck-" + i, 900 + 60L * i, 10, Day.RECEIVER);
        journeys.step(1, "Zq4-" + i + "pLw0VxK", 900 + 7L * i, 10, Day.OTHER);
      }
      if (amount > 0) {
        writer.step(10, now - 900, Day.template(1), MESSAGE, Day.RECEIVER);
        writer.step(30, now - 700, Day.template(1), MESSAGE, Day.RECEIVER);
      }
      journeys.write();
    }
  }
}
