package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An open page follows the stream, and says when it cannot. */
@Timeout(300)
class UpdatesIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console =
      new ConsoleExtension(redis).withOption("redis.timeout", "500ms");

  /** As long as the page ever waits until it asks again, in milliseconds. */
  private static final long SLOWEST = 30_000;

  private static final int JUMPS = 200;
  private static final double BETWEEN_JUMPS = 300;

  private Day day;
  private WatchedPage watched;
  private Page page;

  @BeforeEach
  void writeTheDay() {
    day = Day.write(redis.client());
    watched = browser.open(console.origin(), Device.desktop("en-GB"));
    page = watched.page();
    page.clock().install();
  }

  /** As of a sender that counts in nanoseconds. */
  @Test
  void aTimeThatNoDateKnowsStopsNothing() {
    long nanos = System.currentTimeMillis() * 1_000_000;
    day.writer().newest(nanos);
    day.writer().step(10, nanos, Day.template(1), "m-far", Day.RECEIVER);
    day.writer().step(60, Long.MAX_VALUE, Day.template(1), "m-far", Day.RECEIVER);
    watched.goTo("/message/m-far");
    assertThat(page.locator(".timeline > li")).hasCount(2);
    assertThat(page.locator("#status strong")).not().hasText("Connecting …");

    day.writer().step(64, day.ago(1), Day.template(1), "m-far", Day.RECEIVER);
    page.clock().fastForward(SLOWEST);

    assertThat(page.locator(".timeline > li")).hasCount(3);
    watched.goTo("/receiver/" + Day.RECEIVER);
    assertThat(page.locator(".messages > li").first()).containsText("m-far");
    watched.assertQuiet();
  }

  @Test
  void aNewMessageShowsByItselfAndFilterAndFocusStay() {
    watched.goTo("/receiver/" + Day.RECEIVER);
    Locator filtered = page.locator(".chips button:has-text('filtered')");
    filtered.click();
    assertThat(page.locator(".messages > li")).hasCount(3);

    day.writer().step(10, day.ago(2), Day.template(1), "m-new", Day.RECEIVER);
    day.writer().step(50, day.ago(1), Day.template(1), "m-new", Day.RECEIVER);
    page.clock().fastForward(SLOWEST);

    assertThat(page.locator(".messages > li")).hasCount(4);
    assertThat(page.locator(".messages > li").first()).containsText("not on the white list");
    assertThat(page.locator("#live")).hasText("1 new message");
    assertThat(filtered).hasAttribute("aria-pressed", "true");
    assertThat(filtered).isFocused();
    watched.assertQuiet();
  }

  @Test
  void whatAReaderOpenedStaysOpen() {
    watched.goTo("/message/" + Day.PROGRESSING_MESSAGE);
    page.locator("details summary").click();
    day.writer().step(60, day.ago(1), Day.template(7), Day.PROGRESSING_MESSAGE, Day.RECEIVER);
    page.clock().fastForward(SLOWEST);

    assertThat(page.locator(".timeline > li")).hasCount(2);
    assertThat(page.locator("#live")).hasText("New step: sent");
    assertThat(page.locator("pre.json")).isVisible();
    assertThat(page.locator("pre.json")).containsText("SEND_SUCCESS");
    watched.assertQuiet();
  }

  @Test
  void noTimeIsEverShownInAnotherZone() {
    String first =
        DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
            .withZone(Day.ZONE)
            .format(Instant.ofEpochMilli(day.ago(96)));
    page.route(
        "**/api/v1/health",
        health -> {
          page.waitForTimeout(500);
          health.resume();
        });
    watched.goTo("/message/" + Day.FILTERED_MESSAGE);

    assertEquals(first, page.locator(".timeline time").first().textContent());
  }

  @Test
  void theAgeOfTheNewestEventGrows() {
    watched.goTo("/");
    Locator status = page.locator("#status");
    assertThat(status).containsText(Pattern.compile("newest event .*ago"));
    String before = status.textContent();
    assertThat(status).not().hasText(before);
  }

  @Test
  void aRedisThatIsAwayIsSaidAndWhatWasShownStays() {
    watched.goTo("/receiver/" + Day.RECEIVER);
    assertThat(page.locator(".messages > li").first()).isVisible();
    redis.server().suspend();

    awaitStatus("Redis does not answer");
    assertThat(page.locator(".warning")).containsText("Redis does not answer");
    assertThat(page.locator(".messages > li").first()).isVisible();

    redis.server().resume();
    awaitStatus("Live");
    assertThat(page.locator(".warning")).hasCount(0);
    assertThat(page.locator(".messages > li").first()).isVisible();
  }

  @Test
  void whatIsNotThereSaysWhy() {
    for (String path : new String[] {"/receiver/nobody", "/message/none", "/template/9999999"}) {
      watched.goTo(path);
      assertThat(page.locator(".nothing h1")).containsText("Nothing is known");
      assertThat(page.locator(".nothing .tried li").first()).isVisible();
      assertThat(page.locator(".nothing .reasons li")).hasCount(2);
      assertThat(page.locator(".nothing .next li")).hasCount(3);
    }
  }

  @Test
  void whatCanNeverBeIsNotAskedForAgain() {
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    watched.goTo("/template/abc");
    Locator notice = page.locator(".notice");
    assertThat(notice).containsText("That is no id of a template");
    assertThat(notice).not().containsText("tries again");

    int before = countOf(asked, "/api/v1/health");
    while (countOf(asked, "/api/v1/health") < before + 2) {
      page.clock().fastForward(SLOWEST);
      page.waitForTimeout(BETWEEN_JUMPS);
    }
    assertEquals(1, countOf(asked, "/api/v1/template?"));
    assertThat(page.locator("#status")).containsText("Live");
  }

  private static int countOf(List<String> asked, String part) {
    return (int) asked.stream().filter(url -> url.contains(part)).count();
  }

  /** However long the page waits between two questions: its clock jumps over that. */
  private void awaitStatus(String text) {
    Locator status = page.locator("#status");
    for (int i = 0; i < JUMPS && !status.textContent().contains(text); i++) {
      page.clock().fastForward(SLOWEST);
      page.waitForTimeout(BETWEEN_JUMPS);
    }
    assertThat(status).containsText(text);
  }
}
