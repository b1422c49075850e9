package io.austin.stream.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.test.server.RedisExtension;
import java.net.URLEncoder;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a page is told to ask for is what its script asks for, once, and asked before it runs. */
@Timeout(300)
class PreloadsIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  private static final String RECORD =
      """
      window.asked = [];
      const ask = window.fetch;
      window.fetch = (target, ...more) => {
        window.asked.push(new URL(target, location).href);
        return ask(target, ...more);
      };
      """;

  @BeforeAll
  static void writeTheDay() {
    Day.write(redis.client());
  }

  private static Stream<String> addresses() {
    String message = "/message/" + Day.FILTERED_MESSAGE;
    Stream<String> known =
        Stream.of(
            "/",
            "/?sort=failed&order=asc&offset=50&lang=zh",
            "/?q=137",
            "/stuck",
            "/template/" + Day.template(1),
            "/template/1?day=2022-12-24",
            "/receiver/" + Day.RECEIVER,
            "/receiver/" + Day.RECEIVER + "?outcome=failed,filtered&offset=0",
            message,
            message + "?receiver=" + Day.RECEIVER);
    Stream<String> hostile =
        Hostile.texts().map(text -> "/receiver/?id=" + URLEncoder.encode(text, UTF_8));
    return Stream.concat(known, hostile);
  }

  @Test
  void isAskedForOnce() {
    Page page = browser.open(console.origin(), Device.desktop("en-GB")).page();
    page.addInitScript(RECORD);
    addresses().forEach(address -> assertAskedOnce(page, address));
  }

  private static void assertAskedOnce(Page page, String address) {
    List<Request> asked = new CopyOnWriteArrayList<>();
    page.onRequest(asked::add);

    String links = page.navigate(console.origin() + address).headers().getOrDefault("link", "");
    page.locator("#status strong").waitFor();
    page.waitForLoadState();

    List<String> told =
        Stream.of(links.split(", "))
            .filter(link -> link.contains("as=fetch"))
            .map(link -> console.origin() + link.substring(1, link.indexOf('>')))
            .toList();
    List<String> calls =
        asked.stream().map(Request::url).filter(it -> it.contains("/api/")).toList();
    assertThat(calls).as(address).containsAll(told);
    List<String> byScript =
        ((List<?>) page.evaluate("window.asked")).stream().map(String::valueOf).toList();
    assertThat(byScript).as(address).containsAll(told);
    for (String call : told) {
      assertThat(Collections.frequency(calls, call))
          .as(call)
          .isLessThanOrEqualTo(Collections.frequency(byScript, call));
    }
  }
}
