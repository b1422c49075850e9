package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With a token set a reader logs in once and comes to where they wanted to go. */
@Timeout(300)
class LoginIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console = new ConsoleExtension(redis).withToken("open-sesame-1234");

  @Test
  void theWayThroughTheFormLeadsToThePageThatWasAskedFor() {
    Day.write(redis.client());
    WatchedPage watched = browser.open(console.origin(), Device.phone("en-GB"));
    Page page = watched.page();
    watched.goTo("/message/" + Day.FILTERED_MESSAGE);
    assertThat(page).hasURL(Pattern.compile("/login\\?to="));
    watched.assertFits();

    page.locator("#token").fill("another");
    page.keyboard().press("Enter");
    assertThat(page.locator("[role=alert]")).containsText("not the token");
    watched.forgive();

    page.locator("#token").fill("open-sesame-1234");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("/message/" + Day.FILTERED_MESSAGE + "$"));
    assertThat(page.locator(".timeline > li").first()).isVisible();
    watched.assertQuiet();
    watched.assertAnswersAreDescribed();

    page.locator("form[action='/logout'] button").click();
    assertThat(page).hasURL(Pattern.compile("/login"));
  }

  @Test
  void aLinkOnAnotherSiteLeadsToThePageOfWhoeverIsLoggedIn() throws IOException {
    Day.write(redis.client());
    String message = console.origin() + "/message/" + Day.FILTERED_MESSAGE;
    HttpServer elsewhere = siteWithALinkTo(message);
    try {
      Page page = browser.open(console.origin(), Device.desktop("en-GB")).page();
      page.navigate("/login");
      page.locator("#token").fill("open-sesame-1234");
      page.keyboard().press("Enter");
      assertThat(page.locator(".templates tbody tr").first()).isVisible();

      // A name and an address of the same machine are two sites to a browser.
      page.navigate("http://localhost:" + elsewhere.getAddress().getPort());
      page.locator("a").click();
      assertThat(page).hasURL(message);
      assertThat(page.locator(".timeline > li").first()).isVisible();
    } finally {
      elsewhere.stop(0);
    }
  }

  private static HttpServer siteWithALinkTo(String target) throws IOException {
    HttpServer site = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    byte[] html = "<!doctype html><a href=\"%s\">the message</a>".formatted(target).getBytes(UTF_8);
    site.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, html.length);
          exchange.getResponseBody().write(html);
          exchange.close();
        });
    site.start();
    return site;
  }
}
