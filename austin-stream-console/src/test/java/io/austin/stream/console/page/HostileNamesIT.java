package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Receivers, message ids and template names are anything, and stay text whatever they are. */
@Timeout(300)
class HostileNamesIT {
  /** The page asks for news by itself, and the server remembers its answer for a moment, in ms. */
  private static final double UPDATED_BY_THEN = 30_000;

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console = new ConsoleExtension(redis).withNames(Hostile.names());

  private Day day;

  @BeforeEach
  void writeTheDay() {
    day = Day.write(redis.client());
  }

  @Test
  void receiversStayText() {
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    watched.goTo("/");
    Hostile.texts().forEach(receiver -> receiverStaysText(watched, receiver));
  }

  private void receiverStaysText(WatchedPage watched, String receiver) {
    redis.client().flushAll();
    writeTheDay();
    day.writer().step(10, day.ago(20), Day.template(1), "m-hostile", receiver);
    Page page = watched.page();
    page.evaluate("sessionStorage.clear()");
    watched.goTo("/");
    page.locator("#q").fill(receiver);
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("/receiver/"));
    page.locator(".tools input").click();

    awaitText(page, "h1 bdi", receiver);
    page.locator("a[href^='/message/m-hostile']").click();
    awaitText(page, ".verdict a bdi", receiver);
    harmless(watched);
  }

  /** To the letter, blanks too; it is asked for in full once that is wanted. */
  private static void awaitText(Page page, String selector, String text) {
    assertThat(page.locator(selector).first()).isVisible();
    page.waitForCondition(
        () -> text.equals(page.locator(selector).first().evaluate("it => it.textContent")));
  }

  @Test
  void messageIdsStayText() {
    WatchedPage watched = browser.open(console.origin(), Device.phone("zh-CN"));
    Hostile.texts().forEach(messageId -> messageIdStaysText(watched, messageId));
  }

  private void messageIdStaysText(WatchedPage watched, String messageId) {
    redis.client().flushAll();
    writeTheDay();
    day.writer().step(10, day.ago(20), Day.template(1), messageId, "somebody@example.com");
    watched.goTo("/receiver/somebody@example.com");
    watched.page().locator(".messages a.mono").click();

    assertThat(watched.page().locator("h1.mono bdi")).isVisible();
    assertThat(watched.page().locator("h1 bdi").evaluate("it => it.textContent"))
        .isEqualTo(messageId);
    harmless(watched);
  }

  @Test
  void callersIdsStayText() {
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    watched.goTo("/");
    watched.page().locator(".tools input").click();
    Hostile.texts().forEach(caller -> callersIdStaysText(watched, caller));
  }

  private void callersIdStaysText(WatchedPage watched, String caller) {
    redis.client().flushAll();
    writeTheDay();
    day.writer().step(10, day.ago(20), Day.template(1), "m-hostile", "a@example.com");
    day.writer().takenInFor(caller, day.ago(20), Day.template(1), "m-hostile");
    Page page = watched.page();
    watched.goTo("/");
    page.locator("#q").fill(caller);
    page.keyboard().press("Enter");

    page.waitForURL(Pattern.compile("/caller/"));
    assertThat(page.locator(".messages > li")).hasCount(1);
    assertThat(page.locator("h1 bdi").evaluate("it => it.textContent")).isEqualTo(caller);
    harmless(watched);
    page.locator(".messages a.mono").click();
    page.locator(".timeline").waitFor();
    harmless(watched);
    page.locator(".heading a").click();
    awaitText(page, "h1 bdi", caller);
    harmless(watched);
  }

  @Test
  void stuckAndSlowMessagesStayText() throws Exception {
    List<String> texts = Hostile.texts().filter(text -> text.length() < 1_000).toList();
    try (DayJourneys journeys = DayJourneys.in(redis)) {
      for (String text : texts) {
        journeys.step(1, text, 900, 10, text).message(1, text + "?", 60, 2);
      }
      journeys.write();
    }
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    watched.goTo("/stuck/" + Day.template(1));
    watched.page().locator(".tools input").click();
    assertThat(watched.page().locator(".stuck-messages tbody tr")).hasCount(texts.size());
    assertThat(watched.page().locator(".stuck-messages bdi").allTextContents()).containsAll(texts);
    harmless(watched);

    watched.goTo("/template/" + Day.template(1));
    watched.page().locator(".latency summary").last().click();
    assertThat(watched.page().locator(".slowest li")).hasCount(texts.size());
    harmless(watched);
  }

  @Test
  void templateNamesStayText() {
    Hostile.names().forEach((id, name) -> day.writer().count(Day.template(id), 10, 600, id));
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    watched.goTo("/");
    assertThat(watched.page().locator(".templates .name").filter(mentioning("img")).first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(UPDATED_BY_THEN));
    for (String name : Hostile.texts().toList()) {
      assertThat(watched.page().locator(".templates .name bdi").allTextContents()).contains(name);
    }
    harmless(watched);
    Hostile.names()
        .forEach(
            (id, name) -> {
              watched.goTo("/template/" + Day.template(id));
              assertThat(watched.page().locator(".funnel")).isVisible();
              assertThat(watched.page().locator("h1").textContent()).isEqualTo(name);
              harmless(watched);
            });
  }

  @Test
  void whatIsNotThereIsNamedAsText() {
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    String text = "<img src=x onerror=alert(1)>";
    watched.goTo("/?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    watched.page().locator(".tools input").click();
    assertThat(watched.page().locator(".nothing bdi").first()).hasText(text);
    harmless(watched);
  }

  private static Locator.FilterOptions mentioning(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** No element was made of a name, nothing ran, nothing became wider than the window. */
  private static void harmless(WatchedPage watched) {
    assertThat(watched.page().locator("main img, main script, main iframe").count()).isZero();
    assertThat(watched.page().evaluate("window.hit === undefined")).isEqualTo(true);
    watched.assertFits();
    watched.assertQuiet();
  }
}
