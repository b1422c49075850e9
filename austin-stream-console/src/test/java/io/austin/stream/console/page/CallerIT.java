package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All messages of an order: from the search to each of them, and back. */
@Timeout(120)
class CallerIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  private Day day;

  @BeforeEach
  void writeTheDay() {
    day = Day.write(redis.client());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void searchLeadsToItsMessagesAndEachOfThemBack(Language language) {
    WatchedPage watched = browser.open(console.origin(), Device.usualPhone(language.locale()));
    Page page = watched.page();
    watched.goTo("/");
    page.locator("#q").fill(Day.ORDER);
    page.keyboard().press("Enter");

    page.waitForURL(Pattern.compile("/caller/" + Day.ORDER + "$"));
    assertThat(page.locator("h1")).hasText(Day.ORDER);
    Locator messages = page.locator(".messages > li");
    assertThat(messages.locator("a.mono"))
        .hasText(new String[] {Day.SENT_BEFORE, Day.FAILED_MESSAGE});
    boolean chinese = language == Language.CHINESE;
    assertThat(messages.locator(".outcome"))
        .containsText(chinese ? new String[] {"已下发", "下发失败"} : new String[] {"sent", "failed"});
    assertThat(messages.nth(1).locator(".why").first()).containsText("40003");
    inOrder(watched);

    messages.nth(1).locator("a.mono").click();
    page.waitForURL(Pattern.compile("/message/" + Day.FAILED_MESSAGE + "\\?caller=" + Day.ORDER));
    page.locator(".timeline").waitFor();
    inOrder(watched);
    page.locator(".heading a[href='/caller/" + Day.ORDER + "']").click();
    assertThat(messages).hasCount(2);
    watched.assertAnswersAreDescribed();
  }

  @Test
  void whatComesIsShownByItselfAndTold() {
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    watched.goTo("/caller/" + Day.ORDER);
    assertThat(watched.page().locator(".messages > li")).hasCount(2);

    day.writer().takenInFor(Day.ORDER, day.ago(1), Day.template(2), "new");

    assertThat(watched.page().locator(".messages > li")).hasCount(3);
    assertThat(watched.page().locator("#live")).hasText("1 new message");
    assertThat(watched.page().locator(".messages > li").first()).containsText("not known any more");
    watched.assertQuiet();
  }

  @Test
  void aLongListIsTurnedPageByPage() {
    for (int i = 0; i < 120; i++) {
      day.writer().takenInFor("long", day.ago(i), Day.template(1), "m" + i);
    }
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    Page page = watched.page();
    watched.goTo("/caller/long");
    Locator messages = page.locator(".messages > li");
    assertThat(messages).hasCount(50);
    page.locator(".pager button").last().click();
    assertThat(messages.first()).containsText("m50");
    page.locator(".pager button").last().click();
    assertThat(messages).hasCount(20);
    page.goBack();
    assertThat(messages.first()).containsText("m50");
    watched.assertQuiet();
  }

  @Test
  void whatElseIsCalledSoIsOffered() {
    day.writer().step(10, day.ago(9), Day.template(1), "same", "somebody@example.com");
    day.writer().takenInFor("same", day.ago(9), Day.template(1), "m1");
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    watched.goTo("/?q=same");

    assertThat(watched.page().locator(".hits .kind"))
        .hasText(new String[] {"Message", "Caller’s id"});
    watched.assertAccessible();
    watched.page().locator(".hits a").last().click();
    assertThat(watched.page()).hasURL(Pattern.compile("/caller/same$"));
    assertThat(watched.page().locator(".messages a.mono")).hasText("m1");
    watched.assertQuiet();
  }

  private static void inOrder(WatchedPage watched) {
    watched.assertFits();
    watched.assertAccessibleByDayAndNight();
    watched.assertQuiet();
  }
}
