package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The pictures in {@code docs/images}. They are taken on every run, and written there with {@code
 * -Dscreenshots.write=true}.
 */
@Timeout(300)
class ScreenshotsIT {
  private static final Path DOCS = Path.of("..", "docs", "images");
  private static final Path TARGET = Path.of("target", "screenshots");

  /** One for both languages: their pictures show the same. */
  private static final long NOW = System.currentTimeMillis();

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @Nested
  class InEnglish {
    @RegisterExtension
    static final ConsoleExtension console =
        new ConsoleExtension(redis).withNames(BusyDay.names(Language.ENGLISH));

    @Test
    void everyPage() throws Exception {
      take(console.origin(), Language.ENGLISH);
    }
  }

  @Nested
  class InChinese {
    @RegisterExtension
    static final ConsoleExtension console =
        new ConsoleExtension(redis).withNames(BusyDay.names(Language.CHINESE));

    @Test
    void everyPage() throws Exception {
      take(console.origin(), Language.CHINESE);
    }
  }

  private static void take(String origin, Language language) throws Exception {
    Day day = Day.writeAt(NOW, redis.client());
    try (DayJourneys journeys = DayJourneys.in(redis)) {
      journeys.ofABusyDay().write();
    }
    day.sendWhatWasHeld();
    new BusyDay(day).write();
    WatchedPage watched = browser.open(origin, new Device(language.locale(), WIDTH, HEIGHT, false));
    take(watched, language, "overview", "/", ".templates .spark");
    take(watched, language, "template", "/template/" + Day.template(1), ".chart canvas");
    take(watched, language, "receiver", "/receiver/" + Day.RECEIVER, ".messages > li");
    String message = "/message/" + Day.FILTERED_MESSAGE + "?receiver=" + Day.RECEIVER;
    take(watched, language, "message", message, ".timeline > li");
    take(watched, language, "stuck", "/stuck", ".stuck-templates tbody tr");
    watched.assertQuiet();
  }

  private static void take(
      WatchedPage watched, Language language, String name, String path, String shown) {
    watched.goTo(path);
    assertThat(watched.page().locator(shown).first()).isVisible();
    assertThat(watched.page().locator("#status")).containsText(language.live);
    String file = name + "." + language.tag.substring(0, 2) + ".png";
    boolean write = Boolean.getBoolean("screenshots.write");
    Page page = watched.page();
    page.setViewportSize(WIDTH, HEIGHT);
    // The line at the bottom stays there only where the window is as high as the page.
    page.setViewportSize(WIDTH, (int) page.evaluate("Math.min(1800, document.body.scrollHeight)"));
    Locator drawn = page.locator(shown).first();
    assertThat(drawn).isVisible();
    page.screenshot(new Page.ScreenshotOptions().setPath((write ? DOCS : TARGET).resolve(file)));
    assertThat(DOCS.resolve(file))
        .as("a picture that the documents show; -Dscreenshots.write=true writes it")
        .isNotEmptyFile();
  }
}
