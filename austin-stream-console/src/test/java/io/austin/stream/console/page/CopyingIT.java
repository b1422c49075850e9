package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.austin.stream.common.ChannelType;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.console.rights.Seal;
import io.austin.stream.test.server.RedisExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader takes over into a ticket: by a press, by the keyboard, and without a clipboard. */
@Timeout(300)
class CopyingIT {
  private static final String KEY = "the key of this test";

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console =
      new ConsoleExtension(redis)
          .withOption("console.key", KEY)
          .withNames(Map.of(3L, "Parcel"))
          .withChannel(ChannelType.MINI_PROGRAM);

  /** A clipboard of the test's own, for a browser without a screen has none to be read. */
  private static final String CLIPBOARD =
      """
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });
      """;

  /** As on a page of plain HTTP: what is selected when the browser is told to copy is copied. */
  private static final String NO_CLIPBOARD =
      """
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.addEventListener('copy', () => { window.copied = document.activeElement.value; });
      """;

  private static final String UPDATES = "**/api/v1/**";
  private static final Seal SEAL = Seal.by(KEY);
  private static final String FAILED =
      "/message/" + Day.FAILED_MESSAGE + "?receiver=" + Day.RECEIVER;
  private static final String SEALED_RECEIVER = SEAL.seal(Seal.Kind.RECEIVER, Day.RECEIVER);
  private static final String SEALED =
      "/message/" + Day.FAILED_MESSAGE + "?receiver=" + SEALED_RECEIVER;

  @BeforeEach
  void writeTheDay() {
    Day.write(redis.client());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aMessagesIdLinkAndSummaryAreCopiedMasked(Language language) {
    WatchedPage watched = open(language, CLIPBOARD);
    watched.goTo(FAILED);

    assertThat(copied(watched, 0)).isEqualTo(Day.FAILED_MESSAGE);
    assertThat(copied(watched, 1)).isEqualTo(console.origin() + SEALED);
    String summary = copied(watched, 2);
    assertThat(summary)
        .contains(Day.FAILED_MESSAGE, "Parcel", Day.MASKED, "40003", "/message/")
        .contains(language == Language.CHINESE ? "接收者：核对 openid" : "Receiver: Check that")
        .contains("Asia/")
        .doesNotContain(Day.RECEIVER);
    assertThat(summary.lines().count()).isEqualTo(7);
    watched.assertAccessible();
    watched.assertQuiet();
  }

  @Test
  void shownInFullTheyAreCopiedInFull() {
    WatchedPage watched = open(Language.ENGLISH, CLIPBOARD);
    watched.goTo(FAILED);
    watched.page().locator(".top .switch input").check();
    assertThat(watched.page().locator(".answer")).containsText(Day.RECEIVER);

    assertThat(copied(watched, 1)).isEqualTo(console.origin() + SEALED);
    assertThat(copied(watched, 2)).contains("For the receiver " + Day.RECEIVER);

    watched.page().locator(".top .switch input").uncheck();
    assertThat(watched.page().locator(".answer")).containsText(Day.MASKED);
    assertThat(copied(watched, 2)).contains(Day.MASKED).doesNotContain(Day.RECEIVER);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aReceiversDayIsCopiedMaskedWithALinkThatHidesHim(Language language) {
    WatchedPage watched = open(language, CLIPBOARD);
    watched.goTo("/receiver/" + Day.RECEIVER);

    assertThat(copied(watched, 0)).isEqualTo(Day.MASKED);
    String link = console.origin() + "/receiver/" + SEALED_RECEIVER;
    assertThat(copied(watched, 1)).isEqualTo(link);
    assertThat(copied(watched, 2))
        .contains(Day.MASKED, language == Language.CHINESE ? "8 条消息" : "8 messages")
        .contains(language == Language.CHINESE ? "下发失败: 1" : "failed: 1")
        .contains(link)
        .doesNotContain(Day.RECEIVER);

    watched.page().locator(".top .switch input").check();
    assertThat(watched.page().locator("h1")).hasText(Day.RECEIVER);
    assertThat(copied(watched, 0)).isEqualTo(Day.RECEIVER);
    assertThat(copied(watched, 1)).isEqualTo(link);
    watched.assertAccessible();
    watched.assertFits();
    watched.assertQuiet();
  }

  @ParameterizedTest
  @ValueSource(strings = {CLIPBOARD, NO_CLIPBOARD})
  void theKeyboardWillDoAndSoWillABrowserWithoutAClipboard(String clipboard) {
    WatchedPage watched = open(Language.ENGLISH, clipboard);
    Page page = watched.page();
    watched.goTo("/message/" + Day.FAILED_MESSAGE);

    Locator button = buttons(page).nth(2);
    button.focus();
    List<Route> updates = hold(page);
    page.keyboard().press("Enter");
    page.waitForCondition(() -> page.evaluate("window.copied") != null);

    assertThat(String.valueOf(page.evaluate("window.copied"))).contains(Day.FAILED_MESSAGE, "\n");
    assertThat(button).isFocused();
    assertThat(button).hasText("Copied");
    assertThat(page.locator("#live")).hasText("Copied");
    resume(page, updates);
    assertThat(button).hasText("Copy a summary");
    assertThat(page.locator("textarea")).hasCount(0);
    watched.assertQuiet();
  }

  @Test
  void whatCannotBeCopiedIsSaid() {
    WatchedPage watched =
        open(
            Language.ENGLISH,
            "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
                + "document.execCommand = () => false;");
    watched.goTo("/message/" + Day.FAILED_MESSAGE);
    buttons(watched.page()).first().waitFor();
    hold(watched.page());

    buttons(watched.page()).first().click();

    assertThat(buttons(watched.page()).first()).hasText("This browser does not let it be copied");
  }

  private static WatchedPage open(Language language, String script) {
    WatchedPage watched = browser.open(console.origin(), Device.desktop(language.locale()));
    watched.page().addInitScript(script);
    return watched;
  }

  /** Keeps updates back, since the next one gives a button its name back. */
  private static List<Route> hold(Page page) {
    List<Route> held = new ArrayList<>();
    page.route(UPDATES, held::add);
    return held;
  }

  private static void resume(Page page, List<Route> held) {
    page.unroute(UPDATES);
    held.forEach(Route::resume);
  }

  private static Locator buttons(Page page) {
    return page.locator(".copying").first().locator("button");
  }

  /** What a press on a button copies. */
  private static String copied(WatchedPage watched, int button) {
    watched.page().evaluate("window.copied = undefined");
    buttons(watched.page()).nth(button).click();
    watched.page().waitForCondition(() -> watched.page().evaluate("window.copied") != null);
    return String.valueOf(watched.page().evaluate("window.copied"));
  }
}
