package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.austin.stream.console.browser.WatchedPage;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A reader who walks through every page and looks whether it is all there: by links, by the search
 * and by addresses. Nothing may be complained of, and no page may be wider than its window.
 */
public final class PageWalk {
  // An assertion that does not hold at once is tried again after a while; what is waited for, at
  // once.
  private final WatchedPage watched;
  private final Page page;
  private final Language language;
  private final String businessId;
  private final String receiver;
  private final String messageId;
  private final Set<String> examined = new HashSet<>();

  /** A walk past a template of today, one of its receivers, and a message of that receiver's. */
  public PageWalk(
      WatchedPage watched,
      Language language,
      String businessId,
      String receiver,
      String messageId) {
    this.watched = watched;
    this.page = watched.page();
    this.language = language;
    this.businessId = businessId;
    this.receiver = receiver;
    this.messageId = messageId;
  }

  /** Walks, and comes back to where it began. */
  public void walk() {
    watched.goTo("/");
    overview();
    page.locator("a[href='/template/" + businessId + "']").click();
    template();
    searchFor(receiver);
    receiver();
    page.locator("a[href^='/message/" + messageId + "']").first().click();
    message();
    page.goBack();
    receiver();
    searchFor(messageId);
    message();
    page.reload();
    message();
    page.locator(".brand").click();
    overview();
    page.locator(".totals .stuck a").click();
    stuck();
    page.locator(".brand").click();
    overview();
    page.locator(".ways a").click();
    trends();
    page.locator(".brand").click();
    overview();
    watched.assertAnswersAreDescribed();
  }

  private void overview() {
    page.locator(".templates tbody tr").first().waitFor();
    heading(language.overview);
    assertThat(page.locator("html")).hasAttribute("lang", language.tag);
    assertThat(page.locator("#status strong")).isVisible();
    assertThat(page.locator("#status")).containsText("Asia/");
    assertThat(page.locator(".templates tbody tr").first()).isVisible();
    assertThat(page.locator(".templates .spark").first()).isVisible();
    inOrder("overview");
  }

  private void stuck() {
    assertThat(page).hasURL(Pattern.compile("/stuck$"));
    assertThat(page.locator("main h1")).isVisible();
    inOrder("stuck");
  }

  /** Today is left out at first, for it is not over. */
  private void trends() {
    assertThat(page).hasURL(Pattern.compile("/trends$"));
    page.locator(".notice button").waitFor();
    inOrder("trends-before");
    page.locator(".notice button").click();
    assertThat(page).hasURL(Pattern.compile("/trends\\?to=today$"));
    page.locator(".chart canvas").waitFor();
    assertThat(page.locator(".trends tbody tr").first()).isVisible();
    page.locator(".chart-alternative summary").click();
    assertThat(page.locator(".chart-alternative tbody a")).not().hasCount(0);
    inOrder("trends");
  }

  private void template() {
    page.locator(".chart canvas").last().waitFor();
    assertThat(page).hasURL(Pattern.compile("/template/" + businessId + "$"));
    assertThat(named(AriaRole.HEADING, language.funnel)).isVisible();
    assertThat(page.locator(".funnel > li")).hasCount(4);
    assertThat(page.locator(".states tbody tr").first()).isVisible();
    assertThat(page.locator(".chart canvas")).hasCount(2);
    page.locator(".chart-alternative summary").first().click();
    assertThat(page.locator(".chart-alternative tbody tr").first()).isVisible();
    inOrder("template");
  }

  private void receiver() {
    page.waitForURL(Pattern.compile("/receiver/"));
    page.locator(".messages > li").first().waitFor();
    assertThat(page.locator("h1")).not().containsText(receiver);
    assertThat(page.locator(".messages > li").first().locator(".outcome .state")).isVisible();
    Locator filter = page.locator(".chips button").nth(1);
    filter.click();
    assertThat(filter).hasAttribute("aria-pressed", "true");
    assertThat(page).hasURL(Pattern.compile("outcome="));
    page.locator(".chips button").first().click();
    assertThat(filter).hasAttribute("aria-pressed", "false");
    inOrder("receiver");
  }

  private void message() {
    page.waitForURL(Pattern.compile("/message/" + messageId));
    page.locator(".timeline > li").first().waitFor();
    assertThat(page.locator("h1")).hasText(messageId);
    assertThat(named(AriaRole.HEADING, language.steps)).isVisible();
    assertThat(page.locator(".timeline > li").first()).isVisible();
    page.locator("details summary").click();
    assertThat(page.locator("pre.json")).containsText("\"messageId\": \"" + messageId);
    assertThat(page.locator(".json-address")).containsText("/api/v1/message?id=" + messageId);
    page.locator("details summary").click();
    inOrder("message");
  }

  private void searchFor(String text) {
    page.locator("#q").fill(text);
    page.keyboard().press("Enter");
  }

  private void heading(String text) {
    assertThat(named(AriaRole.HEADING, text)).isVisible();
  }

  private Locator named(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name));
  }

  private void inOrder(String name) {
    watched.assertFits();
    watched.assertQuiet();
    if (examined.add(name)) {
      watched.assertAccessibleByDayAndNight();
    }
  }
}
