package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.austin.stream.common.BusinessId;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trends as somebody reads them who has to decide. */
@Timeout(300)
class TrendsIT {
  private static final int TEMPLATES = 70;
  private static final int DAYS = 30;

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console = new ConsoleExtension(redis).withNames(names());

  private static Map<Long, String> names() {
    Map<Long, String> names = new LinkedHashMap<>();
    for (long id = 1; id <= TEMPLATES; id++) {
      names.put(id, "Parcel delivered, no. " + id);
    }
    return names;
  }

  /**
   * Every day 100 receivers of each template but the first, of which 1,000 more were taken in this
   * week than the week before, and of which a tenth failed in place of none.
   */
  @BeforeEach
  void writeThirtyDays() {
    TraceWriter writer = Day.nothing(redis.client()).writer();
    for (int ago = 0; ago < DAYS; ago++) {
      for (int template = 1; template <= TEMPLATES; template++) {
        boolean worse = template == 1 && ago <= 7;
        long id = BusinessId.of(template % 9 == 0 ? 10 : 20, template, day(ago)).toLong();
        long received = worse ? 1_100 : 100;
        writer.counts(
            id, Map.of("600:10", received, "600:60", worse ? 990 : received, "600:64", 10L));
        if (worse) {
          writer.counts(id, Map.of("601:70", 110L));
        }
      }
    }
    writer.newest(System.currentTimeMillis() - 1_000);
  }

  private static LocalDate day(int ago) {
    return LocalDate.now(Day.ZONE).minusDays(ago);
  }

  private static String compact(int ago) {
    return day(ago).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aWeekIsComparedWithTheOneBefore(Language language) throws IOException {
    for (Device device :
        new Device[] {
          Device.desktop(language.locale()), Device.usualPhone(language.locale()).darkened()
        }) {
      WatchedPage watched = browser.open(console.origin(), device);
      Page page = watched.page();
      watched.goTo("/trends");
      page.locator(".chart canvas").waitFor();

      Locator totals = page.locator(".totals > div");
      // 69 x 700 and 7,700, in place of 70 x 700.
      assertThat(totals.nth(0)).containsText("+14.3%");
      assertThat(totals.nth(3)).containsText("1.4%");
      assertThat(totals.nth(3).locator(".delta.bad")).containsText("+1.4");
      Locator first = page.locator(".trends tbody tr").first();
      assertThat(first).containsText("Parcel delivered, no. 1");
      assertThat(first).containsText("+1,000.0%");
      assertThat(page.locator(".trends tbody tr")).hasCount(50);
      assertThat(page.locator(".pager")).containsText("50");
      page.locator(".chart-alternative summary").click();
      assertThat(page.locator(".chart-alternative tbody tr")).hasCount(14);
      watched.assertFits();
      watched.assertAccessibleByDayAndNight();

      String rows = downloaded(page, page.locator(".csv").last());
      assertThat(rows.lines().count()).isEqualTo(TEMPLATES + 1);
      assertThat(rows.lines().skip(1).findFirst().orElseThrow()).contains(",7700,", ",700,");
      assertThat(downloaded(page, page.locator(".csv").first()).lines().count()).isEqualTo(15);
      watched.assertQuiet();
    }
  }

  @Test
  void whatIsAskedForStandsInTheAddressAndGoesFromPageToPage() {
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    Page page = watched.page();
    watched.goTo("/?day=" + compact(3));
    page.locator(".ways a").press("Enter");
    assertThat(page).hasURL(Pattern.compile("/trends\\?to=" + compact(3) + "$"));

    button(page, "14 days").press("Enter");
    assertThat(page).hasURL(Pattern.compile("days=14"));
    choice(page, "Type").selectOption("10");
    assertThat(page.locator(".trends tbody tr")).hasCount(TEMPLATES / 9);
    button(page, "Channel").press("Enter");
    assertThat(page.locator(".trends tbody tr")).hasCount(1);
    page.locator(".trends tbody a").press("Enter");
    assertThat(page)
        .hasURL(Pattern.compile("/trends\\?days=14&to=" + compact(3) + "&channel=30&type=10$"));
    assertThat(page.locator(".trends tbody tr")).hasCount(TEMPLATES / 9);

    page.locator(".trends tbody a").first().press("Enter");
    assertThat(page).hasURL(Pattern.compile("channel=30&type=10&template=9$"));
    assertThat(page.locator(".trends tbody tr")).hasCount(1);
    assertThat(page.locator(".choice > button")).containsText("Parcel delivered, no. 9");
    page.locator(".chart-alternative summary").press("Enter");
    page.locator(".chart-alternative tbody a").nth(2).press("Enter");
    assertThat(page).hasURL(Pattern.compile("/template/9\\?day=" + compact(5) + "$"));
    page.locator(".ways a").press("Enter");
    assertThat(page).hasURL(Pattern.compile("/trends\\?template=9&to=" + compact(5) + "$"));
    page.locator(".choice > button").press("Enter");
    assertThat(page).hasURL(Pattern.compile("/trends\\?to=" + compact(5) + "$"));
    for (int i = 0; i < 3; i++) {
      page.goBack();
    }
    assertThat(page).hasURL(Pattern.compile("template=9$"));
    assertThat(page.locator(".choice > button")).containsText("Parcel delivered, no. 9");
    watched.assertQuiet();
  }

  @Test
  void whatHasBecomeWorseIsFoundByItsChange() {
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    Page page = watched.page();
    watched.goTo("/trends?sort=sent");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sort by Failed, change"))
        .press("Enter");
    assertThat(page).hasURL(Pattern.compile("sort=change.rates.failed$"));
    assertThat(page.locator(".trends tbody tr").first()).containsText("no. 1");
    assertThat(page.locator(".trends tbody tr").first()).containsText("+10.0 pp");
    assertThat(page.locator(".trends th[aria-sort=descending]")).containsText("Failed");
    watched.assertQuiet();
  }

  @Test
  void whereItIsNotWholeThePageSaysSo() {
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    Page page = watched.page();
    watched.goTo("/trends?days=20");
    assertThat(page.locator(".remarks")).containsText("Of the 20 days before only 9 are kept.");
    watched.goTo("/trends?days=30&to=today");
    assertThat(page.locator(".remarks")).containsText("nothing to compare with");
    assertThat(page.locator(".remarks")).containsText("Today is among these days");
    assertThat(page.locator(".delta")).hasCount(0);
    watched.goTo("/trends?days=3&to=" + compact(28));
    assertThat(page.locator(".remarks")).containsText("One of these days is no longer kept");
    watched.goTo("/trends?channel=90");
    assertThat(page.locator(".notice h2")).hasText("Nothing was sent");
    assertThat(choice(page, "Channel")).hasValue("90");
    watched.assertQuiet();
    watched.assertAccessible();
  }

  private static Locator choice(Page page, String name) {
    return page.getByRole(
        AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static String downloaded(Page page, Locator link) throws IOException {
    Download file = page.waitForDownload(link::click);
    assertThat(file.suggestedFilename()).startsWith("trends-").endsWith(".csv");
    return Files.readString(file.path());
  }
}
