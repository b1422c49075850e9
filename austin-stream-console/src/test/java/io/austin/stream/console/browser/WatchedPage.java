package io.austin.stream.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.austin.stream.console.DescribedAnswers;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A page that remembers what it complained of: errors and warnings of its console (a violation of
 * its Content-Security-Policy is one), exceptions, dialogs, and requests to anywhere else.
 */
public final class WatchedPage {
  /**
   * Shows what the page is answered to the test too, within its HTML and later; what the page gives
   * up is not read.
   */
  private static final String LISTEN =
      """
      (() => {
        const ask = window.fetch;
        window.fetch = async (...given) => {
          const response = await ask(...given);
          response.clone().text().then((body) => window.answered(
            response.url, response.status, response.headers.get('Content-Type') ?? '', body)).catch(() => {});
          return response;
        };
        // Before the page's script runs.
        document.addEventListener('readystatechange', () => {
          if (document.readyState === 'interactive') {
            for (const element of document.querySelectorAll('script[data-answers]')) {
              window.answered(location.origin + element.dataset.answers, 200, 'application/json', element.textContent);
            }
          }
        });
      })();
      """;

  private final Page page;
  private final String origin;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> undescribed = new CopyOnWriteArrayList<>();
  private final AtomicInteger answers = new AtomicInteger();

  private WatchedPage(Page page, String origin) {
    this.page = page;
    this.origin = origin;
  }

  static WatchedPage in(Browser browser, String origin, Device device) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(origin)
                .setLocale(device.locale())
                .setColorScheme(device.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(device.width(), device.height()));
    WatchedPage watched = new WatchedPage(context.newPage(), origin);
    watched.watch();
    return watched;
  }

  /** The page as Playwright drives it. */
  public Page page() {
    return page;
  }

  /** Has the page ask for what is within its HTML too, so that a test can answer otherwise. */
  public WatchedPage askingForAll() {
    page.route(
        "**/*",
        route -> {
          if (route.request().resourceType().equals("document")) {
            APIResponse html = route.fetch();
            String bare =
                html.text().replaceAll("<script type=\"application/json\".*?</script>", "");
            route.fulfill(new Route.FulfillOptions().setResponse(html).setBody(bare));
          } else {
            route.fallback();
          }
        });
    return this;
  }

  /** Opens an address of the origin, as a reader does who was sent a link. */
  public void goTo(String path) {
    page.navigate(path);
  }

  /** Fails where the page complained of anything since it was opened, and names it. */
  public void assertQuiet() {
    assertThat(complaints).as("complaints of %s", page.url()).isEmpty();
  }

  /** Fails where the page is wider than its window, so that it had to be scrolled sideways. */
  public void assertFits() {
    Object overhang =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overhang).as("pixels that %s is wider than its window", page.url()).isEqualTo(0);
  }

  /** Fails where a rule of WCAG 2.2 AA, or good practice, is broken, and names the elements. */
  public void assertAccessible() {
    assertThat(Accessibility.violations(page)).as("violations of %s", page.url()).isEmpty();
  }

  /** The same in light colours and in dark ones. */
  public void assertAccessibleByDayAndNight() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertAccessible();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(Accessibility.violationsOfColours(page))
        .as("violations of %s in the dark", page.url())
        .isEmpty();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(null));
  }

  /** Waits for an answer to the page, and fails where one was not as openapi.yaml says. */
  public void assertAnswersAreDescribed() {
    page.waitForCondition(() -> answers.get() > 0);
    assertThat(undescribed).as("answers to the page that openapi.yaml does not describe").isEmpty();
  }

  /** Forgets the complaints so far, where a test provokes some. */
  public void forgive() {
    complaints.clear();
  }

  void close() {
    page.context().close();
    assertThat(undescribed).as("answers to the page that openapi.yaml does not describe").isEmpty();
  }

  private void watch() {
    page.exposeFunction("answered", this::answered);
    page.addInitScript(LISTEN);
    page.onConsoleMessage(this::note);
    page.onPageError(error -> complaints.add("exception: " + error));
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(origin)) {
            complaints.add("request to elsewhere: " + request.url());
          }
        });
  }

  /** The page asks nothing but the API, which stands where its base path ends. */
  private @Nullable Object answered(Object... answer) {
    answers.incrementAndGet();
    String path = URI.create((String) answer[0]).getRawPath();
    try {
      DescribedAnswers.require(
          "GET",
          path.substring(Math.max(0, path.indexOf("/api/"))),
          ((Number) answer[1]).intValue(),
          (String) answer[2],
          (String) answer[3]);
    } catch (AssertionError differs) {
      undescribed.add(String.valueOf(differs.getMessage()));
    }
    return null;
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.type() + ": " + message.text() + " (" + message.location() + ")");
    }
  }
}
