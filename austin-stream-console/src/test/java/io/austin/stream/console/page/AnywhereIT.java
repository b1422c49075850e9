package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Media;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page behind a proxy, in an older browser, in a tab that is old, and on paper. */
@Timeout(300)
class AnywhereIT {
  private static final String BASE = "/ops/console";

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();

  @Order(0)
  @RegisterExtension
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  @RegisterExtension
  static final ConsoleExtension belowAPath =
      new ConsoleExtension(redis).withOption("console.base-path", BASE);

  /**
   * What Chrome 116, Firefox 124 and Safari 17.4 brought last of all that the page could use, and
   * more.
   */
  private static final String YEARS_BEFORE =
      """
      delete AbortSignal.any;
      delete AbortSignal.timeout;
      delete Array.prototype.findLast;
      delete Array.prototype.at;
      delete String.prototype.replaceAll;
      delete Object.hasOwn;
      delete window.structuredClone;
      const format = Intl.DateTimeFormat;
      Intl.DateTimeFormat = class extends format {
        constructor(locale, options) {
          if (options?.timeZoneName === 'shortOffset') {
            throw new RangeError('Value shortOffset out of range');
          }
          super(locale, options);
        }
      };
      """;

  private WatchedPage watched;
  private Page page;

  @BeforeEach
  void writeTheDay() {
    Day.write(redis.client());
    open(console);
  }

  private void open(ConsoleExtension at) {
    watched = browser.open(at.origin().replace(BASE, ""), Device.desktop("en-GB"));
    page = watched.page();
  }

  @Test
  void belowAPathThatTheProxyPassesOn() {
    open(belowAPath);
    walkBelow(BASE);
  }

  @Test
  void belowAPathThatTheProxyTakesOffAndTells() {
    String path = "/trace-1";
    page.setExtraHTTPHeaders(Map.of("X-Forwarded-Prefix", path));
    page.route(
        "**" + path + "**",
        asked ->
            asked.resume(
                new Route.ResumeOptions().setUrl(asked.request().url().replace(path, ""))));
    walkBelow(path);
  }

  private void walkBelow(String path) {
    List<String> elsewhere = new CopyOnWriteArrayList<>();
    page.onRequest(
        request -> {
          if (!request.url().contains(path + "/")) {
            elsewhere.add(request.url());
          }
        });
    watched.goTo(path + "/");
    page.locator(".templates .name").first().click();
    assertThat(page).hasURL(Pattern.compile(path + "/template/\\d+$"));
    assertThat(page.locator(".chart canvas")).hasCount(2);
    page.locator(".days button").first().click();
    assertThat(page).hasURL(Pattern.compile(path + "/template/\\d+$"));
    page.locator("#q").fill(Day.RECEIVER);
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(path + "/receiver/r\\.[\\w-]+$"));
    page.locator(".messages a.mono").first().click();
    assertThat(page).hasURL(Pattern.compile(path + "/message/"));
    page.reload();
    assertThat(page.locator(".timeline > li").first()).isVisible();
    page.goBack();
    assertThat(page.locator(".messages > li").first()).isVisible();
    page.locator(".brand").click();
    assertThat(page.locator(".templates tbody tr").first()).isVisible();
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void inABrowserOfYearsBefore() {
    page.addInitScript(YEARS_BEFORE);
    watched.goTo("/template/" + Day.template(1));
    assertThat(page.locator(".chart canvas")).hasCount(2);
    watched.goTo("/message/" + Day.FILTERED_MESSAGE + "?receiver=" + Day.RECEIVER);
    assertThat(page.locator(".answer")).containsText("duplicate content");
    assertThat(page.locator("#status")).containsText("Live");
    assertThat(page.locator("#status")).containsText("Times in Asia/");
    watched.assertQuiet();
  }

  @Test
  void aBrowserThatIsTooOldIsToldSo() {
    page.addInitScript("delete window.ResizeObserver; delete window.AbortController;");
    watched.goTo("/receiver/" + Day.RECEIVER);
    assertThat(page.locator("main p[lang=en]")).containsText("too old for the page");
    assertThat(page.locator("main p[lang=en]")).containsText("AbortController, ResizeObserver");
    assertThat(page.locator("main p[lang=zh]")).containsText("浏览器版本过旧");
    watched.assertQuiet();
  }

  @Test
  void anOldTabLearnsThatThereIsANewVersion() {
    page.route(
        "**/api/v1/health",
        asked -> {
          String body = asked.fetch().text();
          asked.fulfill(
              new Route.FulfillOptions()
                  .setContentType("application/json")
                  .setBody(body.replaceFirst("\"build\":\"\\w+\"", "\"build\":\"another\"")));
        });
    watched.goTo("/");
    page.locator("#status button:has-text('new version')").waitFor();
    page.unroute("**/api/v1/health");
    page.locator("#status button").click();
    assertThat(page.locator("#status")).containsText("Live");
    assertThat(page.locator("#status button")).hasCount(0);
  }

  @Test
  void theFirstLoadAsksForLittleAndTheNextForLess() {
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    watched.goTo("/");
    assertThat(page.locator(".templates tbody tr").first()).isVisible();
    // What comes below the page once that is shown is no part of it.
    assertThat(asked.stream().filter(url -> !url.matches(".*(/api/|/journeys\\.js$).*")))
        .hasSizeLessThanOrEqualTo(4);
    assertThat(
            page.evaluate("performance.getEntriesByName(document.scripts[0].src)[0].transferSize"))
        .isNotEqualTo(0);
    watched.goTo("/receiver/" + Day.RECEIVER);
    assertThat(page.locator(".messages > li").first()).isVisible();
    assertThat(
            page.evaluate("performance.getEntriesByName(document.scripts[0].src)[0].transferSize"))
        .as("bytes of the script that came over the line again")
        .isEqualTo(0);
  }

  @Test
  void onPaperNothingLiesAboveTheRows() {
    for (String path :
        List.of(
            "/",
            "/template/" + Day.template(1),
            "/receiver/" + Day.RECEIVER,
            "/caller/" + Day.ORDER,
            "/message/" + Day.FILTERED_MESSAGE + "?receiver=" + Day.RECEIVER)) {
      watched.goTo(path);
      assertThat(page.locator("main h1")).isVisible();
      assertThat(page.locator("main > [aria-busy=false]")).isVisible();
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(
              (List<?>)
                  page.evaluate(
                      """
                      [...document.querySelectorAll('body *')]
                        .filter((it) => ['fixed', 'sticky'].includes(getComputedStyle(it).position))
                        .filter((it) => it.checkVisibility())
                        .map((it) => it.outerHTML.slice(0, 80))
                      """))
          .as("what stays in its place on each sheet of %s", path)
          .isEmpty();
      assertThat(
              (List<?>)
                  page.evaluate(
                      """
                      [...document.querySelectorAll('main *')]
                        .filter((it) => it.checkVisibility() && it.scrollHeight > it.clientHeight + 2)
                        .filter((it) => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(it).overflowY))
                        .map((it) => it.outerHTML.slice(0, 80))
                      """))
          .as("what is cut off on paper of %s", path)
          .isEmpty();
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }
  }
}
