package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.austin.stream.common.ProgressReport;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However the stream stands still, the page says so, and what it does not know it does not say. */
@Timeout(300)
class StreamIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** What may be wrong, as the job or nobody reports it. */
  @SuppressWarnings("ImmutableEnumChecker") // Lambdas that capture nothing.
  enum Wrong {
    DEAD_JOB(
        true,
        "The job has not reported for 1 h.",
        "作业已经 1 小时没有上报进度。",
        it -> it.reportAgo(HOUR, read(HOUR))),
    NO_JOB_EVER(
        true, "No job has reported in the last 3 days.", "最近 3 天没有作业上报进度。", TraceWriter::noReport),
    REPORT_AHEAD(
        true,
        "The job’s last report is dated 2 h ahead of the clocks here, so nobody knows how old it is.",
        "作业最近一次上报的时间比这里的时钟快 2 小时，无法判断它有多旧。",
        it -> it.reportAgo(-2 * HOUR - 30_000, read(0))),
    SILENT_PARTITION(
        true,
        "Partition austinLog-1 stands still: 1,234 records",
        "分区 austinLog-1 停滞",
        it -> it.report(now(), read(0), unread(1_234, 2 * HOUR))),
    OPEN_TRANSACTION(
        true,
        "an open transaction of a producer holds 17 records back",
        "生产者未结束的事务挡住了 17 条记录",
        it ->
            it.report(
                now(),
                ProgressReport.Partition.of(1, 5, 22).withHeldBack(17).withMovedAt(now() - HOUR))),
    BACKLOG(
        false,
        "2 h behind",
        "延迟 2 小时",
        it -> it.report(now(), read(0), unread(9_999, 2 * HOUR).withMovedAt(now()))),
    PRODUCER_AHEAD(
        false,
        "The clock of a sender of events is 2 h fast",
        "某个事件发送方的时钟快了 2 小时",
        it -> it.newest(now() + 2 * HOUR + 30_000)),
    JOB_BEHIND(
        false,
        "The clock of the job is 2 h slow",
        "作业的时钟慢了 2 小时",
        it -> it.report(now() - 2 * HOUR, read(2 * HOUR)));

    private final boolean alarming;
    private final String english;
    private final String chinese;
    private final Consumer<TraceWriter> report;

    Wrong(boolean alarming, String english, String chinese, Consumer<TraceWriter> report) {
      this.alarming = alarming;
      this.english = english;
      this.chinese = chinese;
      this.report = report;
    }

    private static long now() {
      return System.currentTimeMillis();
    }

    private static ProgressReport.Partition read(long millisAgo) {
      long at = now() - millisAgo;
      return TraceWriter.ALL_READ.withCurrentAt(at).withMovedAt(at);
    }

    private static ProgressReport.Partition unread(long records, long millisAgo) {
      long at = now() - millisAgo;
      return ProgressReport.Partition.of(1, 100, 100 + records)
          .withUnread(records)
          .withCurrentAt(at)
          .withMovedAt(at);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isSaidOnEveryPage(Wrong wrong) {
    wrong.report.accept(Day.write(redis.client()).writer());
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    Page page = watched.page();
    watched.goTo("/message/unheard-of");
    Locator status = page.locator("#status");
    assertThat(status).containsText(wrong.english);
    assertThat(status).not().containsText("Live");
    if (wrong.alarming || wrong == Wrong.BACKLOG) {
      assertThat(page.locator(".nothing .doubt")).containsText(wrong.english);
      assertThat(page.locator(".nothing")).not().containsText("is not on its way");
    }
    assertThat(page.locator(".alarm")).hasCount(wrong.alarming ? 1 : 0);
    watched.forgive();

    page.locator(".brand").click();
    page.locator(".tools button[lang=zh]").click();
    assertThat(status).containsText(wrong.chinese);
    assertThat(status).not().containsText("实时");
    if (wrong.alarming) {
      assertThat(page.locator(".alarm[role=alert]")).containsText(wrong.chinese);
    }
    watched.assertAccessible();
    watched.assertQuiet();
  }

  /** A test can set the clock of neither. */
  @Test
  void thatClocksWereSetIsSaidAndThatThereAreTwoJobs() {
    Day.write(redis.client());
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB")).askingForAll();
    Page page = watched.page();
    tell(page, "report_age_unknown", "\"clock\":{\"of\":\"console\",\"aheadMillis\":1800000}");
    watched.goTo("/");
    assertThat(page.locator(".alarm")).containsText("Redis and of this console differ by 30 min");
    page.locator(".tools button[lang=zh]").click();
    assertThat(page.locator(".alarm")).containsText("Redis 和本控制台的时钟相差 30 分");

    page.unroute("**/api/v1/health");
    tell(page, "two_jobs", "\"twoJobs\":\"austin\"");
    watched.goTo("/");
    assertThat(page.locator("#status")).containsText("同一个消费组 austin 轮流上报");
    page.locator(".tools button[lang=en]").click();
    assertThat(page.locator("#status")).containsText("Two jobs report in turn as group austin");
    assertThat(page.locator(".alarm")).hasCount(0);
  }

  private static void tell(Page page, String verdict, String more) {
    page.route(
        "**/api/v1/health",
        route -> {
          String told =
              route
                  .fetch()
                  .text()
                  .replaceFirst("\"verdict\":\"\\w+\"", "\"verdict\":\"" + verdict + "\"");
          String name = more.substring(0, more.indexOf(':') + 1);
          route.fulfill(
              new Route.FulfillOptions()
                  .setContentType("application/json")
                  .setBody(told.replace(name + "null", more)));
        });
  }

  @Test
  void isSaidAtOnceWithWhatIsNotThere() {
    Day.write(redis.client()).writer().noReport();
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB")).askingForAll();
    Page page = watched.page();
    List<Route> held = new ArrayList<>();
    page.route("**/api/v1/health", held::add);
    page.waitForResponse("**/api/v1/message?*", () -> watched.goTo("/message/unheard-of"));
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
    assertThat(page.locator(".nothing")).hasCount(0);
    page.unroute("**/api/v1/health");
    held.forEach(Route::resume);
    page.locator(".nothing").waitFor();
    assertThat(page.locator(".alarm")).hasCount(1);
  }

  @Test
  void isLiveWhereTheJobReportsThatAllIsRead() {
    Day.write(redis.client());
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    watched.goTo("/receiver/nobody");
    assertThat(watched.page().locator("#status")).containsText("Live");
    assertThat(watched.page().locator(".nothing")).containsText("is not on its way");
    assertThat(watched.page().locator(".alarm")).hasCount(0);
  }

  @Test
  void isNotLiveWhenTheConsoleWasNotHeardForLong() {
    Day.write(redis.client());
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    Page page = watched.page();
    page.clock().install();
    watched.goTo("/");
    assertThat(page.locator("#status")).containsText("Live");
    page.route("**/api/v1/health", never -> {});
    page.clock().runFor(60_000);
    assertThat(page.locator("#status")).not().containsText("Live");
    assertThat(page.locator("#status")).containsText(Pattern.compile("Connecting|does not answer"));
  }
}
