package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.functions.alert.AlertRule.Severity;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.alert.Incidents;
import io.austin.stream.test.server.RedisExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Incidents as a reader finds them, over what the functions write. */
@Timeout(300)
class IncidentsIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  /** The page asks for news by itself, and the server remembers its answer for a moment, in ms. */
  private static final double UPDATED_BY_THEN = 30_000;

  private final long now = System.currentTimeMillis();
  private final Incident critical =
      Incidents.open("many-fail", "template 1", Severity.CRITICAL, now - 600_000);
  private final Incident warning =
      Incidents.open("slow", "everything", Severity.WARNING, now - 1_200_000);

  private DayJourneys journeys;

  @BeforeEach
  void begin() throws Exception {
    Day.write(redis.client());
    journeys = DayJourneys.in(redis);
  }

  @AfterEach
  void end() throws Exception {
    journeys.close();
  }

  @Test
  void withoutRulesThePageSaysHowTheyAreAppliedAndTheHeadIsQuiet() throws Exception {
    journeys.write();
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    watched.goTo("/incidents");
    assertThat(watched.page().locator(".notice .command"))
        .hasText("bin/austin-stream alerts apply alerts.yaml");
    assertThat(watched.page().locator(".open-incidents")).hasCount(0);
    watched.assertQuiet();
    watched.assertAccessible();
  }

  @Test
  void whereNothingWasFoundTheHeadIsQuietAndThePageSaysSo() throws Exception {
    journeys.found().write();
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    watched.goTo("/incidents");
    assertThat(watched.page().locator(".notice h2"))
        .hasText("No rule has found anything in the last days");
    assertThat(watched.page().locator(".open-incidents")).hasCount(0);
    watched.assertAccessible();
  }

  @Test
  void theHeadOfEveryPageLeadsToThemAndOnToTheTemplate() throws Exception {
    journeys.found(warning, critical).write();
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    Page page = watched.page();
    watched.goTo("/receiver/" + Day.RECEIVER);
    assertThat(page.locator(".open-incidents")).hasText(Pattern.compile("2 incidents open"));
    assertThat(page.locator(".open-incidents.is-critical")).isVisible();
    page.locator(".open-incidents").press("Enter");

    assertThat(page).hasURL(Pattern.compile("/incidents$"));
    Locator first = page.locator(".incidents > li").first();
    assertThat(first).containsText("critical");
    assertThat(first).containsText("Too many fail.");
    assertThat(first).containsText("rule many-fail");
    assertThat(first).containsText("50.0% when it opened · 50 of 100 · bound 20.0%");
    assertThat(first).containsText(Pattern.compile("for 1[12] min"));
    watched.assertAccessibleByDayAndNight();
    first.locator("a").press("Enter");

    assertThat(page).hasURL(Pattern.compile("/template/1\\?day=\\d{8}$"));
    assertThat(page.locator("main .incidents > li")).hasCount(1);
    assertThat(page.locator("main .incidents")).containsText("Too many fail.");
    watched.assertQuiet();
    watched.assertAccessible();
  }

  @Test
  void whatEndsMovesAndTheHeadBecomesQuiet() throws Exception {
    journeys.found(critical).write();
    WatchedPage watched = browser.open(console.origin(), Device.desktop("zh-CN"));
    Page page = watched.page();
    watched.goTo("/incidents");
    assertThat(page.locator("h2")).hasText("未结束");
    assertThat(page.locator(".incidents")).containsText("失败过多。");

    journeys.found(Incidents.ended(critical, now - 60_000)).write();
    assertThat(page.locator("h2"))
        .hasText("已结束", new LocatorAssertions.HasTextOptions().setTimeout(UPDATED_BY_THEN));
    assertThat(page.locator(".incidents")).containsText("最严重时 90");
    assertThat(page.locator("#live")).hasText("0 个告警未结束");
    assertThat(page.locator(".open-incidents"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(UPDATED_BY_THEN));
    watched.assertQuiet();
    watched.assertAccessible();
  }

  @Test
  void theHeadHasRoomForThemOnAPhone() throws Exception {
    for (int i = 0; i < 230; i++) {
      journeys.found(Incidents.open("rule-" + i, "template 1", Severity.WARNING, now - i));
    }
    journeys.write();
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    watched.goTo("/incidents");
    assertThat(watched.page().locator(".open-incidents")).containsText("230");
    assertThat(watched.page().locator(".incidents > li")).hasCount(50);
    watched.assertFits();
    watched.assertAccessibleByDayAndNight();
    watched.page().locator(".pager button").last().click();
    assertThat(watched.page()).hasURL(Pattern.compile("offset=50$"));
    watched.goTo("/template/1");
    assertThat(watched.page().locator("main .incidents > li")).hasCount(5);
    watched.assertFits();
    watched.assertAccessible();
  }
}
