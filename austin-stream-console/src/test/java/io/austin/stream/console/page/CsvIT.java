package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader takes home for a spreadsheet, masked as the page is. */
@Timeout(300)
class CsvIT {
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
  void theOverviewAndAReceiversDayAreDownloaded(Language language) throws IOException {
    WatchedPage watched = browser.open(console.origin(), Device.usualPhone(language.locale()));
    Page page = watched.page();

    watched.goTo("/?sort=failed");
    String overview = downloaded(page, "templates-");
    assertThat(overview.lines().count()).isEqualTo(8);
    assertThat(overview.lines().skip(1).findFirst().orElseThrow())
        .contains(String.valueOf(Day.template(3)))
        .contains(language == Language.CHINESE ? "实时" : "real-time");
    watched.assertAccessible();
    watched.assertFits();

    watched.goTo("/receiver/" + Day.RECEIVER + "?outcome=failed,filtered");
    String masked = downloaded(page, "receiver-");
    assertThat(masked.lines().count()).isEqualTo(5);
    assertThat(masked).contains(Day.MASKED).doesNotContain(Day.RECEIVER);
    assertThat(masked).contains(language == Language.CHINESE ? "消息下发失败" : "\"failed\"");
    page.locator(".top .switch input").check();
    assertThat(downloaded(page, "receiver-")).contains(Day.RECEIVER);
    watched.assertAccessible();
    watched.assertFits();
    watched.assertQuiet();
  }

  /** The page and the file mask by two programs, which are to do the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "13711112222",
        "+8613711112222",
        "1234567",
        "12345678901234567",
        "wang.xiaoming@example.com",
        "13711112222@example.com",
        "@all",
        "@allofthemandmanymore",
        "oX2c_4HhT0gY7bQm3Zs9Qk1",
        "ab",
        "张三",
        "张三李四王五",
        "😀😀😀😀😀😀",
        "a 13711112222 b",
        "010-88886666"
      })
  void theFileMasksAsThePageDoes(String receiver) throws IOException {
    day.writer().step(10, day.ago(5), Day.template(1), "m-masked", receiver);
    WatchedPage watched = browser.open(console.origin(), Device.desktop("en-GB"));
    watched.goTo(
        "/receiver/" + URLEncoder.encode(receiver, StandardCharsets.UTF_8).replace("+", "%20"));
    String shown = watched.page().locator("h1").innerText();

    String cell = downloaded(watched.page(), "receiver-").lines().skip(1).findFirst().orElseThrow();

    boolean formula = shown.startsWith("+") || shown.startsWith("@");
    assertThat(cell).startsWith("\"" + (formula ? "'" : "") + shown + "\",");
  }

  private static String downloaded(Page page, String name) throws IOException {
    page.locator("main > [aria-busy=false] .csv").waitFor();
    Download file = page.waitForDownload(() -> page.locator(".csv").click());
    assertThat(file.suggestedFilename()).startsWith(name).endsWith(".csv");
    return Files.readString(file.path());
  }
}
