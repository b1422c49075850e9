package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stuck messages and latencies as a reader finds them, over what the functions write. */
@Timeout(300)
class StuckIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  /** As long as the page ever waits until it asks again, in milliseconds. */
  private static final long SLOWEST = 30_000;

  private WatchedPage watched;
  private Page page;
  private DayJourneys journeys;

  @BeforeEach
  void begin() throws Exception {
    Day.write(redis.client());
    journeys = DayJourneys.in(redis);
    watched = browser.open(console.origin(), Device.desktop("en-GB"));
    page = watched.page();
    page.clock().install();
  }

  @AfterEach
  void end() throws Exception {
    journeys.close();
  }

  @Test
  void withoutAJobNobodyKnowsAndThePageSaysWhichToStart() {
    redis.server().flushAll();
    Day.write(redis.client());
    watched.goTo("/");
    assertThat(figure()).containsText("not known");
    assertThat(figure()).containsText("no job follows messages");
    assertThat(page.locator(".latency")).containsText("bin/austin-stream insights");

    figure().locator("a").click();
    assertThat(page.locator(".notice")).containsText("Nobody knows");
    assertThat(page.locator(".notice .command")).hasText("bin/austin-stream insights");
    watched.assertQuiet();
    watched.assertAccessible();
  }

  @Test
  void thatNothingIsStuckIsSaidWhileAJobVouchesForIt() throws Exception {
    journeys.message(1, "m", 10, 2).write();
    watched.goTo("/stuck");
    assertThat(page.locator(".notice h2")).hasText("Nothing is stuck");
    watched.assertAccessible();

    journeys.silentFor(Duration.ofMinutes(7));
    ask();
    assertThat(page.locator(".warning")).containsText("has said nothing for 7 min");
    assertThat(page.locator(".notice")).hasCount(0);
    watched.goTo("/");
    assertThat(figure()).containsText("out of date");
    watched.assertQuiet();
  }

  @Test
  void theKeyboardLeadsFromTheOverviewToTheMessage() throws Exception {
    journeys.ofADay().write();
    watched.goTo("/");
    assertThat(figure()).containsText("3");
    assertThat(figure()).containsText(Pattern.compile("the oldest 2 h 1\\d min"));
    figure().locator("a").press("Enter");

    assertThat(page).hasURL(Pattern.compile("/stuck$"));
    assertThat(page.locator(".stuck-templates tbody tr")).hasCount(2);
    Locator first = page.locator(".stuck-templates tbody tr").first();
    assertThat(first).containsText(Pattern.compile("2\\d min"));
    first.locator("a").press("Enter");

    assertThat(page).hasURL(Pattern.compile("/stuck/" + Day.template(1) + "$"));
    assertThat(page.locator(".stuck-messages")).containsText(Day.MASKED);
    assertThat(page.locator(".stuck-messages")).not().containsText(Day.RECEIVER);
    page.locator(".switch input").check();
    assertThat(page.locator(".stuck-messages")).containsText(Day.RECEIVER);
    page.locator(".stuck-messages a").first().press("Enter");

    assertThat(page).hasURL(Pattern.compile("/message/stuck-1\\?receiver="));
    watched.forgive(); // the trail of this message was not written: 404
  }

  @Test
  void whatGetsItsResultLeavesTheOpenPage() throws Exception {
    journeys.ofADay().write();
    watched.goTo("/stuck/" + Day.template(1));
    assertThat(page.locator(".stuck-messages tbody tr")).hasCount(2);

    journeys.step(1, "stuck-1", 1, 60, Day.OTHER).write();
    ask();
    assertThat(page.locator(".stuck-messages tbody tr")).hasCount(1);
    assertThat(page.locator("#live")).hasText("1 stuck");

    journeys.step(1, "stuck-1", 1, 70, Day.RECEIVER).write();
    ask();
    assertThat(page.locator(".notice h2")).hasText("Nothing of this template is stuck");
    watched.assertQuiet();
  }

  @Test
  void aThousandAreTurnedOver() throws Exception {
    for (int i = 1; i <= 1_000; i++) {
      journeys.step(i, "m" + i, 600 + i, 10, Day.RECEIVER);
    }
    for (int i = 0; i < 100; i++) {
      journeys.step(1, "n" + i, 700 + i, 10, Day.RECEIVER);
    }
    journeys.write();
    watched.goTo("/stuck");
    assertThat(page.locator(".facts").first()).containsText("1,100 stuck");
    assertThat(page.locator(".stuck-templates tbody tr")).hasCount(50);
    page.locator(".pager button").last().click();
    assertThat(page.locator(".pager")).containsText("51 – 100 of 1,000");
    watched.assertFits();

    watched.goTo("/stuck/" + Day.template(1));
    assertThat(page.locator(".stuck-messages tbody tr")).hasCount(20);
    assertThat(page.locator("main")).containsText("The oldest 20 of 101 are shown.");
    watched.assertQuiet();
  }

  @Test
  void latenciesStandInFiguresInAPlotAndInATable() throws Exception {
    journeys.ofADay().write();
    watched.goTo("/");
    Locator latency = page.locator(".latency");
    assertThat(latency.locator(".took")).containsText("40");
    assertThat(latency.locator(".took")).containsText("25.0%");
    assertThat(latency.locator(".area path")).hasCount(3);
    latency.locator("summary").first().click();
    assertThat(latency.locator(".latencies tbody tr").first()).isVisible();
    Locator minutes = latency.locator(".chips button").nth(1);
    minutes.click();
    assertThat(minutes).hasAttribute("aria-pressed", "true");
    assertThat(page).hasURL(Pattern.compile("latency=minutes"));
    assertThat(latency.locator(".latencies thead")).containsText("Minute");
    assertThat(latency.locator(".latencies tbody tr")).hasCount(4);

    watched.goTo("/template/" + Day.template(1));
    assertThat(latency.locator(".took")).containsText("20");
    latency.locator("summary").last().click();
    assertThat(latency.locator(".slowest li")).hasCount(20);
    assertThat(latency.locator(".slowest li").first()).containsText("40 s");
    assertThat(latency.locator(".slowest")).not().containsText(Day.RECEIVER);
    latency.locator(".slowest a").first().click();
    assertThat(page).hasURL(Pattern.compile("/message/sent-40\\?receiver="));
    watched.forgive(); // the trail of this message was not written: 404
  }

  private Locator figure() {
    return page.locator(".totals .stuck");
  }

  /** Once the console has forgotten what it knew a second ago, the page asks. */
  private void ask() {
    page.waitForTimeout(1_200);
    page.clock().fastForward(SLOWEST);
  }
}
