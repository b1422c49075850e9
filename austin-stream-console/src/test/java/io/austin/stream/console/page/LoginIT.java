package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a token set a reader logs in once and comes to where they wanted to go. */
@Timeout(300)
class LoginIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console = new ConsoleExtension(redis).withToken("open-sesame-1234");

  @Test
  void theWayThroughTheFormLeadsToThePageThatWasAskedFor() {
    Day.write(redis.client());
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    Page page = watched.page();
    watched.goTo("/message/" + Day.FILTERED_MESSAGE);
    assertThat(page).hasURL(Pattern.compile("/login\\?to="));
    watched.assertFits();

    page.locator("#token").fill("another");
    page.keyboard().press("Enter");
    assertThat(page.locator("[role=alert]")).containsText("not the token");
    watched.forgive();

    page.locator("#token").fill("open-sesame-1234");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("/message/" + Day.FILTERED_MESSAGE + "$"));
    assertThat(page.locator(".timeline > li").first()).isVisible();
    watched.assertQuiet();

    page.locator("form[action='/logout'] button").click();
    assertThat(page).hasURL(Pattern.compile("/login"));
  }
}
