package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * While receivers are masked, none is shown on any page, nor in any address, whatever was asked.
 */
@Timeout(300)
class MaskIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  private static final String NUMBER = "13900004444";
  private static final String NAME = "zhang.san";

  /** Every address that holds a text, which stands where the percent sign is. */
  private static final List<String> ADDRESSES =
      List.of(
          "/?q=%s",
          "/receiver/%s",
          "/receiver/?id=%s",
          "/receiver/%s?offset=50",
          "/receiver/%s?days=90",
          "/message/%s",
          "/message/?id=%s",
          "/message/" + Day.FILTERED_MESSAGE + "?receiver=%s",
          "/message/%s?receiver=%s",
          "/caller/%s",
          "/caller/?id=%s",
          "/message/" + Day.FILTERED_MESSAGE + "?caller=%s",
          "/template/%s",
          "/template/?id=%s",
          "/stuck/%s",
          "/stuck?id=%s",
          "/?day=%s",
          "/?sort=%s",
          "/receiver/" + Day.RECEIVER + "?outcome=%s",
          "/nonsense/%s");

  private static final List<String> TEXTS =
      List.of(
          NUMBER,
          "+86" + NUMBER,
          "86 139-0000-4444",
          "tel:" + NUMBER,
          "139 0000 4444",
          "１３９００００４４４４",
          "(139)0000.4444",
          NUMBER + "，m1",
          "m1，" + NUMBER + "，" + NUMBER,
          "m1 " + NUMBER,
          "m1/" + NUMBER,
          NUMBER + "," + NUMBER,
          "张三" + NUMBER,
          "x" + NUMBER + "y",
          "{\"receiver\":\"" + NUMBER + "\"}",
          "1.3900004444E+10",
          "139\u200B0000\u200B4444",
          "139\u22120000\u22124444",
          NAME + "@example.com",
          "Zhang San <" + NAME + "@example.com>",
          "mailto:" + NAME + "@example.com?subject=x",
          NAME + "＠example.com",
          NAME + "%40example.com m1",
          "m1，" + NAME + "@example.com",
          "@" + NUMBER);

  /** What a reader sees and hears: all but where links lead. */
  private static final String SHOWN =
      """
      () => {
        const shown = [document.title];
        const unseen = ['href', 'action', 'src', 'datetime'];
        for (const element of document.querySelectorAll('*')) {
          for (const { name, value } of element.attributes) {
            if (!unseen.includes(name)) shown.push(value);
          }
          if (element.value !== undefined) shown.push(String(element.value));
          for (const child of element.childNodes) {
            if (child.nodeType === Node.TEXT_NODE) shown.push(child.data);
          }
        }
        return shown;
      }
      """;

  private WatchedPage watched;

  @BeforeEach
  void open() {
    Day.write(redis.client());
    watched = browser.open(console.origin(), Device.desktop("en-GB"));
  }

  @Test
  void noReceiverIsShownWhateverTheAddress() {
    for (String address : ADDRESSES) {
      for (String text : List.of(TEXTS.get(0), TEXTS.get(3), TEXTS.get(8), NAME + "@example.com")) {
        assertMasked(address, text);
      }
    }
  }

  @Test
  void noReceiverIsShownHoweverItIsWritten() {
    for (String text : TEXTS) {
      for (String address : List.of("/?q=%s", "/message/%s", "/receiver/%s")) {
        assertMasked(address, text);
      }
    }
  }

  @Test
  void noReceiverIsShownThatIsThere() {
    Day day = Day.write(redis.client());
    for (String receiver : List.of(NUMBER, "+86" + NUMBER, NAME + "@example.com")) {
      day.writer().step(10, day.ago(9), Day.template(1), "m1", receiver);
      day.writer().takenInFor(receiver, day.ago(9), Day.template(1), "m1");
      for (String text : List.of(receiver, "tel:" + receiver, "m1，" + receiver)) {
        for (String address :
            List.of("/?q=%s", "/receiver/%s", "/caller/%s", "/message/m1?receiver=%s")) {
          assertMasked(address, text);
        }
      }
    }
  }

  @Test
  void theBoxHoldsTheTextInFullOnlyWhileSomebodyTypes() {
    Page page = watched.page();
    watched.goTo("/");
    page.locator("#q").fill("m1 " + NUMBER);
    page.locator(".search button").click();
    page.locator(".nothing").waitFor();
    page.locator("#q").blur();
    assertThat(page.locator("#q")).hasValue("m1 139****4444");
    page.locator("#q").focus();
    assertThat(page.locator("#q")).hasValue("m1 " + NUMBER);
    page.locator("#q").blur();
    assertThat(page.locator("#q")).hasValue("m1 139****4444");
    page.waitForRequest(
        request -> String.valueOf(request.postData()).contains("\"q\":\"q."),
        () -> page.locator(".search button").click());

    page.locator(".tools input").click();
    assertThat(page.locator("#q")).hasValue("m1 " + NUMBER);
    assertThat(page.locator(".nothing .tried").first()).containsText(NUMBER);
  }

  @Test
  void whatIsNoReceiverIsShown() {
    Page page = watched.page();
    for (String text : List.of("Parcel service", "2000000320221224", "V1StGXR8", "会员日")) {
      watched.goTo("/?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
      assertThat(page.locator(".nothing .tried li").first()).hasText(text);
      assertThat(page.locator("#q")).hasValue(text);
    }
    watched.goTo("/message/W2StGXR8_Z5jdHi6B-myT");
    assertThat(page.locator(".nothing .tried li").first()).hasText("W2StGXR8_Z5jdHi6B-myT");
  }

  private void assertMasked(String address, String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    watched.goTo(address.replace("%s", encoded));
    watched.page().locator("main > [aria-busy=false] :is(h1, h2)").first().waitFor();
    if (!address.startsWith("/receiver/" + Day.RECEIVER)
        && address.matches(".*(receiver|/\\?q=).*")) {
      assertThat(watched.page().url().replaceAll("/message/[^?]*", ""))
          .doesNotContain(encoded, NUMBER, NAME);
    }
    for (Object shown : (List<?>) watched.page().evaluate(SHOWN)) {
      String plain = Normalizer.normalize(String.valueOf(shown), Normalizer.Form.NFKC);
      assertThat(plain.replaceAll("[^0-9]", ""))
          .as("'%s' at %s (%s)", plain, watched.page().url(), text)
          .doesNotContain(NUMBER);
      assertThat(plain).doesNotContain(NAME);
    }
  }
}
