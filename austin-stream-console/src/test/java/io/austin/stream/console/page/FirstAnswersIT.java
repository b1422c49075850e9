package io.austin.stream.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.test.server.RedisExtension;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a page asks for first is within it, at the addresses of its script, which takes it there.
 */
@Timeout(300)
class FirstAnswersIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();
  @RegisterExtension static final ConsoleExtension console = new ConsoleExtension(redis);

  private static final String RECORD =
      """
      window.taken = [];
      const parse = JSON.parse;
      JSON.parse = (text, ...more) => {
        window.taken.push(text);
        return parse(text, ...more);
      };
      """;

  /** On a busy machine answers may not be there in time; then the page asks. */
  private static final int TRIES = 50;

  private static final Pattern GIVEN =
      Pattern.compile(" data-answers=\"([^\"]*)\">([^<]*)</script>");

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
            "/caller/" + Day.ORDER + "?offset=0",
            "/message/" + Day.SENT_BEFORE + "?caller=" + Day.ORDER,
            "/template/" + Day.template(1),
            "/template/1?day=2022-12-24",
            "/receiver/" + Day.RECEIVER,
            "/receiver/" + Day.RECEIVER + "?outcome=failed,filtered&offset=0",
            message,
            message + "?receiver=" + Day.RECEIVER);
    Stream<String> hostile =
        Hostile.texts()
            .map(text -> "/?id=" + URLEncoder.encode(text, UTF_8))
            .flatMap(query -> Stream.of("/receiver" + query, "/caller" + query));
    return Stream.concat(known, hostile);
  }

  @Test
  void isTakenAndNotAskedFor() {
    Page page = browser.open(console.origin(), Device.desktop("en-GB")).page();
    page.addInitScript(RECORD);
    addresses().forEach(address -> assertTaken(page, address));
  }

  private static void assertTaken(Page page, String address) {
    List<String> asked = new CopyOnWriteArrayList<>();
    Consumer<Request> asks = request -> asked.add(request.url());
    page.onRequest(asks);

    String html = "";
    for (int i = 0; !html.contains("/api/v1/health\"") && i < TRIES; i++) {
      asked.clear();
      html = page.navigate(console.origin() + address).text();
    }
    page.locator("#status strong").waitFor();
    List<String> before = List.copyOf(asked);
    page.offRequest(asks);

    Map<String, String> given =
        GIVEN
            .matcher(html)
            .results()
            .collect(
                toMap(
                    it -> console.origin() + it.group(1).replace("&amp;", "&"), it -> it.group(2)));
    assertThat(given).as(address).containsKey(console.origin() + "/api/v1/health");
    List<String> taken =
        ((List<?>) page.evaluate("window.taken")).stream().map(String::valueOf).toList();
    assertThat(taken).as("%s takes of %s", address, given.keySet()).containsAll(given.values());
    assertThat(before).as(address).doesNotContainAnyElementsOf(given.keySet());
    assertThat(page.locator("[data-answers]").count()).as("left in the page").isZero();
  }
}
