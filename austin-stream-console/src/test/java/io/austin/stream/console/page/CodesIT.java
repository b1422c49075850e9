package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.austin.stream.common.ChannelType;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader sees of a channel's codes: what they mean, whose matter they are, what to do. */
@Timeout(300)
class CodesIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console =
      new ConsoleExtension(redis)
          .withNames(Map.of(3L, "Parcel", 4L, "Reminder"))
          .withChannel(ChannelType.MINI_PROGRAM);

  private static final String UNKNOWN = "m-unknown";

  private Day day;

  @BeforeEach
  void writeTheDay() {
    day = Day.write(redis.client());
    day.writer().step(10, day.ago(20), Day.template(3), UNKNOWN, Day.RECEIVER);
    day.writer().step(31337, day.ago(19), Day.template(3), UNKNOWN, Day.RECEIVER);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aFailureSaysWhatItsCodeMeansAndWhatToDo(Language language) {
    boolean chinese = language == Language.CHINESE;
    Pattern why =
        Pattern.compile(
            chinese
                ? "代码：40003（openid 不正确）"
                : "failure: 40003 \\(openid wrong: not of this mini program\\)");
    Pattern advice =
        Pattern.compile(chinese ? "^接收者：核对 openid" : "^Receiver: Check that the openid");
    for (Device device :
        new Device[] {
          Device.desktop(language.locale()), Device.usualPhone(language.locale()).darkened()
        }) {
      WatchedPage watched = browser.open(console.origin(), device);
      Page page = watched.page();

      watched.goTo("/message/" + Day.FAILED_MESSAGE);
      assertThat(page.locator(".verdict")).containsText(why);
      assertThat(page.locator(".verdict .advice")).containsText(advice);
      watched.goTo("/message/" + Day.FAILED_MESSAGE + "?receiver=" + Day.RECEIVER);
      assertThat(page.locator(".answer")).containsText(why);
      assertThat(page.locator(".answer .advice")).containsText(advice);
      watched.assertAccessible();
      watched.assertFits();
      watched.goTo("/receiver/" + Day.RECEIVER + "?outcome=failed");
      Locator failed = page.locator(".messages > li");
      assertThat(failed.last()).containsText(why);
      assertThat(failed.last().locator(".advice")).containsText(advice);
      assertThat(failed.first()).containsText("31337");
      assertThat(failed.first()).containsText(chinese ? "没有该代码的含义" : "is not known here");
      assertThat(failed.first().locator(".advice")).hasCount(0);
      watched.assertAccessible();
      watched.assertFits();
      watched.assertQuiet();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aTemplatesCodesAreRankedWithWhatToDo(Language language) {
    boolean chinese = language == Language.CHINESE;
    for (int[] met : new int[][] {{43101, 60}, {47003, 30}, {-1, 8}, {31337, 1}}) {
      day.writer().count(Day.template(4), met[0], 600, met[1]);
    }
    for (int code = 70_000; code < 70_010; code++) {
      day.writer().count(Day.template(4), code, 600, 1);
    }
    for (Device device :
        new Device[] {
          Device.desktop(language.locale()), Device.usualPhone(language.locale()).darkened()
        }) {
      WatchedPage watched = browser.open(console.origin(), device);
      Locator codes = watched.page().locator(".codes > li");
      watched.goTo("/template/" + Day.template(4));

      assertThat(codes).hasCount(10);
      assertThat(codes.first()).containsText("43101");
      assertThat(codes.first()).containsText(chinese ? "用户拒绝接受消息" : "has not subscribed");
      assertThat(codes.first())
          .containsText(chinese ? "请他在小程序里重新订阅" : "ask for a new subscription");
      assertThat(codes.first()).containsText("WxMaErrorMsgEnum");
      assertThat(codes.nth(1)).containsText("47003");
      assertThat(codes.nth(3)).containsText(chinese ? "这里没有它的含义" : "not known here");
      assertThat(watched.page().locator("#codes + .facts span").first())
          .hasText(Pattern.compile(chinese ? "接收者 \\d" : "Receiver \\d"));
      watched.assertAccessible();
      watched.assertFits();
      watched.assertQuiet();
    }
  }
}
