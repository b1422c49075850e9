package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.austin.stream.test.browser.BrowserExtension;
import io.austin.stream.test.browser.Device;
import io.austin.stream.test.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reader does: asks why a message did not arrive, with the keyboard, in a language. */
@Timeout(300)
class ReaderIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  private WatchedPage watched;
  private Page page;

  @BeforeEach
  void writeTheDay() {
    Day.write(redis.client());
    watched = browser.open(console.origin(), Device.desktop("en-GB"));
    page = watched.page();
  }

  @Test
  void oneMessageFaresDifferentlyForEachReceiver() {
    watched.goTo("/message/" + Day.FILTERED_MESSAGE);
    page.locator("#receiver").fill(Day.RECEIVER);
    page.keyboard().press("Enter");

    Locator answer = page.locator(".verdict").first();
    assertThat(answer).containsText("For the receiver " + Day.MASKED);
    assertThat(answer).containsText("filtered");
    assertThat(answer).containsText("duplicate content");
    assertThat(page.locator(".verdict").nth(1)).containsText("The message as a whole");
    watched.assertQuiet();
  }

  @Test
  void theKeyboardAloneFindsOutWhyAMessageDidNotArrive() {
    watched.goTo("/");
    assertThat(page.locator(".templates tbody tr").first()).isVisible();
    press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    press("Tab");
    press("Tab");
    assertThat(page.locator("#q")).isFocused();
    page.keyboard().type(Day.RECEIVER);
    press("Enter");
    assertThat(page.locator("#main")).isFocused();
    assertThat(page.locator(".messages > li")).hasCount(7);
    tabTo(".chips button:has-text('filtered')");
    press("Space");
    assertThat(page.locator(".messages > li")).hasCount(3);
    tabTo(".messages a[href^='/message/" + Day.FILTERED_MESSAGE + "']");
    press("Enter");
    assertThat(page.locator(".verdict").first()).containsText("duplicate content");
    tabTo("details summary");
    press("Enter");
    assertThat(page.locator("pre.json")).isVisible();
    watched.assertQuiet();
  }

  @Test
  void receiversAreMaskedUntilAskedFor() {
    watched.goTo("/receiver/" + Day.RECEIVER);
    assertThat(page.locator("h1")).hasText(Day.MASKED);
    assertThat(page).hasTitle(java.util.regex.Pattern.compile("137\\*"));

    Locator show = page.locator(".tools button").first();
    show.click();
    assertThat(page.locator("h1")).hasText(Day.RECEIVER);
    page.reload();
    assertThat(page.locator("h1")).hasText(Day.RECEIVER);
    show.click();
    assertThat(page.locator("h1")).hasText(Day.MASKED);
  }

  @Test
  void theLanguageIsSwitchedAndRemembered() {
    watched.goTo("/");
    page.locator(".tools button[lang=zh]").click();
    assertThat(page.locator("h1")).hasText(Language.CHINESE.overview);
    page.reload();
    assertThat(page.locator("h1")).hasText(Language.CHINESE.overview);
    page.locator(".tools button[lang=en]").click();
    assertThat(page.locator("h1")).hasText(Language.ENGLISH.overview);
    watched.assertQuiet();
  }

  @Test
  void templatesAreSortedAndTheOrderIsPartOfTheAddress() {
    watched.goTo("/");
    page.locator("button.sort:has-text('Clicked')").click();
    assertThat(page.locator(".templates tbody tr").first()).containsText("Template 2");
    assertThat(page.locator("th[aria-sort=descending]")).containsText("Clicked");
    page.reload();
    assertThat(page.locator("th[aria-sort=descending]")).containsText("Clicked");
    page.locator(".days button").first().click();
    assertThat(page.locator(".notice")).containsText("No templates");
    page.locator(".days button:has-text('Today')").click();
    assertThat(page.locator(".templates tbody tr").first()).isVisible();
    watched.assertQuiet();
  }

  private void press(String key) {
    page.keyboard().press(key);
  }

  private void tabTo(String selector) {
    Locator target = page.locator(selector);
    for (int i = 0;
        i < 40 && !target.evaluate("it => it === document.activeElement").equals(true);
        i++) {
      press("Tab");
    }
    assertThat(target).isFocused();
  }
}
