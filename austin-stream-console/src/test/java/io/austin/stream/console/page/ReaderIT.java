package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.austin.stream.common.BusinessId;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.test.server.RedisExtension;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader does: asks why a message did not arrive, with the keyboard, in a language. */
@Timeout(300)
class ReaderIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console =
      new ConsoleExtension(redis)
          .withNames(
              IntStream.range(100, 145)
                  .boxed()
                  .collect(Collectors.toMap(Integer::longValue, id -> "Parcel " + id)));

  private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
  private static final Pattern[] OWN_STEPS = {
    Pattern.compile("taken in by austin.*this receiver"),
    Pattern.compile("duplicate content.*this receiver")
  };
  private static final Pattern[] OTHERS_STEPS = {
    Pattern.compile("taken in by austin.*another receiver"),
    Pattern.compile("sent.*another receiver")
  };

  private Day day;
  private WatchedPage watched;
  private Page page;

  @BeforeEach
  void writeTheDay() {
    day = Day.write(redis.client());
    watched = browser.open(console.origin(), Device.desktop("en-GB"));
    page = watched.page();
  }

  @Test
  void oneMessageFaresDifferentlyForEachReceiver() {
    List<Route> held = new ArrayList<>();
    page.route("**/api/v1/receiver?*", held::add);
    watched.goTo("/message/" + Day.FILTERED_MESSAGE);
    page.locator("#receiver").fill(Day.RECEIVER);
    press("Enter");
    Locator look = page.locator(".inline-form button");
    assertThat(look).hasText("Looking …");
    assertThat(look).isDisabled();
    assertThat(look).hasAttribute("aria-busy", "true");
    page.unroute("**/api/v1/receiver?*");
    held.forEach(Route::resume);

    Locator answer = page.locator(".verdict").first();
    assertThat(answer).containsText("For the receiver " + Day.MASKED);
    assertThat(answer).containsText("filtered");
    assertThat(answer).containsText("duplicate content");
    assertThat(page.locator(".verdict")).hasCount(1);
    assertThat(page.locator(".whole")).hasText("Newest result among all of its receivers: sent");
    assertThat(page.locator(".timeline > li.own")).hasText(OWN_STEPS);
    assertThat(page.locator(".timeline > li:not(.own)")).hasText(OTHERS_STEPS);
    watched.assertQuiet();
  }

  @Test
  void aReceiverThatIsThereInTwoFormsIsShownInBoth() {
    String other = "+86" + Day.RECEIVER;
    for (String receiver : List.of(Day.RECEIVER, other)) {
      day.writer().step(10, day.ago(9), Day.template(1), "m-two", receiver);
    }
    day.writer().step(60, day.ago(8), Day.template(1), "m-two", Day.RECEIVER);
    day.writer().step(30, day.ago(7), Day.template(1), "m-two", other);
    watched.goTo("/");
    search("m-two 137-1111-2222");
    assertThat(page.locator(".answer"))
        .hasText(
            new Pattern[] {
              Pattern.compile("receiver 137\\*.*sent"),
              Pattern.compile("receiver \\+86137\\*.*duplicate content")
            });
    assertThat(page.locator(".timeline > li.own")).hasCount(0);

    watched.goTo("/receiver/" + Day.RECEIVER);
    Locator alternative = page.locator(".alternatives a");
    assertThat(alternative).hasText("+86" + Day.MASKED);
    alternative.click();
    assertThat(page.locator("h1")).hasText("+86" + Day.MASKED);
    assertThat(page.locator(".messages > li")).hasCount(1);
    watched.assertAccessible();
    watched.assertQuiet();
  }

  @Test
  void ofANumberThatIsNotWholeItIsSaidWhy() {
    watched.goTo("/");
    search("1.38E+10");
    assertThat(page.locator(".nothing .next li").first()).containsText("rounded this number");
    search("1.3811112222E+10");
    assertThat(page.locator(".nothing .tried")).containsText("138****2222");
    assertThat(page.locator(".nothing")).not().containsText("rounded");
    search("137****2222");
    assertThat(page.locator(".nothing .next li").first()).containsText("masks receivers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/receiver/" + Day.RECEIVER + "?offset=50",
        "/message/" + Day.FILTERED_MESSAGE + "?offset=50",
        "/?offset=50",
        "/?q=1&offset=50"
      })
  void behindTheEndItIsSaidThatThereIsNoMore(String address) {
    watched.goTo(address.replace("q=1", "q=Parcel"));
    if (address.contains("q=")) {
      day.writer().count(Day.template(100), 10, 600, 2);
      day.writer().count(Day.template(101), 10, 600, 2);
      watched.goTo("/?q=Parcel&offset=50");
    }
    Locator beyond = page.locator(".notice");
    assertThat(beyond).hasCount(1);
    assertThat(beyond).containsText(Pattern.compile("no more than (one|\\d+)"));
    beyond.locator("button").click();
    assertThat(page).not().hasURL(Pattern.compile("offset"));
    assertThat(
            page.locator(".messages > li, .timeline > li, .templates tbody tr, .hits > li").first())
        .isVisible();
    watched.assertQuiet();
  }

  @Test
  void whatIsTheSameForAllReceiversIsSaidOnce() {
    watched.goTo("/message/" + Day.FREQUENT_MESSAGE + "?receiver=" + Day.RECEIVER);
    assertThat(page.locator(".verdict")).hasCount(1);
    assertThat(page.locator(".verdict .badges .state")).hasCount(1);
    assertThat(page.locator(".verdict")).containsText("over the limit");
    assertThat(page.locator(".verdict")).containsText("Template 4");
    assertThat(page.locator(".timeline")).containsText("taken in by austin state 10");
    assertThat(page.locator(".timeline")).not().containsText("receiver");
    assertThat(page.locator("main")).containsText("Times in " + Day.ZONE);

    page.locator(".verdict .quiet").click();
    assertThat(page.locator("#receiver")).isVisible();
    assertThat(page.locator(".verdict .badges .state")).hasCount(1);
    page.locator("#receiver").fill(Day.OTHER);
    press("Enter");
    assertThat(page.locator(".nothing")).containsText("Nothing of this message is known");
    assertThat(page.locator(".verdict")).hasCount(0);
    watched.assertQuiet();
  }

  @Test
  void whatSomebodyPastesIntoTheSearchIsUnderstood() {
    watched.goTo("/");
    Pasted.receivers()
        .forEach(
            pasted -> {
              page.waitForResponse("**/api/v1/search", () -> search(pasted));
              page.waitForURL(Pattern.compile("/receiver/r\\.[\\w-]+$"));
              page.locator(".messages > li").first().waitFor();
              assertThat(page.locator("h1")).hasText(Day.MASKED);
              assertThat(page.locator(".understood")).containsText("Found is " + Day.MASKED);
            });
    Pasted.messagesWithReceiver(Day.FILTERED_MESSAGE)
        .forEach(
            pasted -> {
              page.waitForResponse("**/api/v1/search", () -> search(pasted));
              page.waitForURL(Pattern.compile("/message/.*receiver="));
              page.locator(".answer").waitFor();
              assertThat(page.locator(".answer")).containsText("For the receiver " + Day.MASKED);
              assertThat(page.locator(".answer")).containsText("duplicate content");
            });
    search(Day.RECEIVER);
    assertThat(page.locator("h1")).hasText(Day.MASKED);
    assertThat(page.locator(".understood")).hasCount(0);
    watched.assertAccessible();
    watched.assertQuiet();
  }

  @Test
  void whatSomebodyPastesAsAReceiverIsUnderstood() {
    watched.goTo("/message/" + Day.FILTERED_MESSAGE);
    Pasted.receivers()
        .forEach(
            pasted -> {
              page.locator("#receiver").fill(pasted);
              page.waitForResponse("**/api/v1/receiver?*", () -> press("Enter"));
              Locator answer = page.locator(".answer");
              answer.waitFor();
              assertThat(answer).containsText("For the receiver " + Day.MASKED);
              assertThat(answer).containsText("duplicate content");
              assertThat(answer.locator(".understood")).containsText("Found is " + Day.MASKED);
              page.locator(".answer .quiet").click();
            });
    watched.assertQuiet();
  }

  @Test
  void anAddressBehindANameIsUnderstood() {
    day.writer().step(10, day.ago(5), Day.template(1), "m2", "a.b@example.com");
    watched.goTo("/");
    search("m2 Ann <a.b@example.com>");
    assertThat(page.locator(".answer")).containsText("For the receiver a***@example.com");
    search("Ann <a.b@example.com>");
    assertThat(page.locator("h1")).hasText("a***@example.com");
    assertThat(page.locator(".understood")).containsText("the address in brackets");
    watched.assertQuiet();
  }

  @Test
  void ofSeveralIdsEachIsLookedUpAndWhatIsMissingIsNamed() {
    watched.goTo("/");
    search(
        Day.FILTERED_MESSAGE + "\t" + Day.FREQUENT_MESSAGE + "\t" + Day.RECEIVER + " 13899990000");
    assertThat(page.locator("h1")).hasText("Of what you asked for, 3 things are known");
    assertThat(page.locator(".hits > li")).hasCount(3);
    assertThat(page.locator(".missing")).hasText("Nothing is known of: 138****0000");
    watched.assertAccessible();

    search("13899990000 " + Day.RECEIVER);
    assertThat(page.locator("h1")).hasText("Of what you asked for, one thing is known");
    assertThat(page.locator(".missing")).hasText("Nothing is known of: 138****0000");
    watched.assertQuiet();
  }

  @Test
  void whatIsNotFoundIsNoAnswerAndStaysMasked() {
    watched.goTo("/");
    search("139-0000-4444");
    Locator nothing = page.locator(".nothing");
    assertThat(nothing).containsText("What to do next");
    assertThat(nothing.locator(".tried li").first()).hasText("139****4444");
    assertThat(page.locator("main .card")).hasCount(0);
    assertThat(page.locator("main")).not().containsText(Pattern.compile("139-?0000-?4444"));
    page.locator(".tools input").click();
    assertThat(nothing.locator(".tried li").nth(1)).hasText("13900004444");
    watched.assertAccessible();
    page.locator(".tools input").click();
    for (String pasted : List.of("@13900004444", "a@b.cn 13900004444", "a@13900004444.cn")) {
      page.waitForResponse("**/api/v1/search", () -> search(pasted));
      assertThat(nothing.locator(".tried li").first()).containsText("****");
      assertThat(page.locator("main")).not().containsText("13900004444");
    }
    watched.goTo("/message/139-0000-4444");
    assertThat(nothing.locator(".tried li").first()).hasText("139****4444");
    assertThat(page.locator("main")).not().containsText(Pattern.compile("139-?0000-?4444"));
    assertThat(page).not().hasTitle(Pattern.compile("0000"));
  }

  @Test
  void ofALongTrailNoMoreIsSaidThanItHolds() {
    for (int i = 0; i < 500; i++) {
      String id = "m-" + i;
      day.writer().step(10, day.ago(900 - i), Day.template(1), id, "long-trail");
      day.writer().step(60, day.ago(900 - i), Day.template(1), id, "long-trail");
    }
    watched.goTo("/message/" + Day.FILTERED_MESSAGE + "?receiver=long-trail");
    assertThat(page.locator(".nothing")).containsText("Only the newest 1,000 steps");
    watched.goTo("/message/" + Day.FILTERED_MESSAGE + "?receiver=" + Day.OTHER + "x");
    assertThat(page.locator(".nothing")).containsText("What to do next");
    assertThat(page.locator(".nothing")).not().containsText("newest 1,000");
    watched.goTo("/receiver/long-trail");
    assertThat(page.locator("main")).containsText("Only the newest 1,000 steps");
  }

  @Test
  void allThatASearchFindsIsPagedThrough() {
    for (int i = 0; i < 45; i++) {
      day.writer().count(Day.template(100 + i), 10, 600, 45 - i);
    }
    watched.goTo("/");
    search("Parcel");
    assertThat(page.locator("h1")).containsText("45 things");
    assertThat(page.locator(".hits > li")).hasCount(20);
    page.locator(".pager button").last().click();
    assertThat(page.locator(".hits > li").first()).containsText("Parcel 120");
    page.locator(".pager button").last().click();
    assertThat(page.locator(".hits > li")).hasCount(5);
    page.locator(".hits a").last().click();
    assertThat(page.locator("h1")).hasText("Parcel 144");
    watched.assertQuiet();
  }

  @Test
  void aSearchFromAPastDayLooksForTheTemplatesOfThatDay() {
    LocalDate past = LocalDate.now(Day.ZONE).minusDays(3);
    long template = BusinessId.of(20, 100, past).toLong();
    day.writer().count(template, 10, 600, 3);
    watched.goTo("/?day=" + past.format(DateTimeFormatter.BASIC_ISO_DATE));
    assertThat(page.locator(".templates tbody tr")).hasCount(1);
    search("Parcel");
    assertThat(page).hasURL(Pattern.compile("/template/" + template + "$"));
  }

  @Test
  void ofManyStepsInALineTheFirstAndTheNewestAreThere() {
    for (int i = 0; i < 30; i++) {
      day.writer().step(i == 0 ? 10 : 60, day.ago(90 - i), Day.template(1), "m-30", Day.OTHER);
    }
    watched.goTo("/message/m-30?receiver=" + Day.OTHER);
    assertThat(page.locator(".answer .steps .state")).hasCount(11);
    assertThat(page.locator(".answer .steps .more")).hasText("… 19 more …");
    assertThat(page.locator(".timeline > li")).hasCount(30);
  }

  @Test
  void aFailureNamesTheCodeBesideIt() {
    watched.goTo("/message/" + Day.FAILED_MESSAGE);
    assertThat(page.locator(".verdict")).containsText(Pattern.compile("refused .* failure: 40003"));
    watched.goTo("/message/" + Day.FAILED_MESSAGE + "?receiver=" + Day.RECEIVER);
    assertThat(page.locator(".answer")).containsText(Pattern.compile("refused .* failure: 40003"));
    watched.goTo("/receiver/" + Day.RECEIVER + "?outcome=failed");
    assertThat(page.locator(".messages .why"))
        .containsText(Pattern.compile("refused .* failure: 40003"));
  }

  @Test
  void ofTheSameMillisecondTakenInComesFirst() {
    day.writer().step(30, day.ago(9), Day.template(1), "m-same", Day.OTHER);
    day.writer().step(10, day.ago(9), Day.template(1), "m-same", Day.OTHER);
    watched.goTo("/message/m-same?receiver=" + Day.OTHER);
    assertThat(page.locator(".answer")).containsText("duplicate content");
    assertThat(page.locator(".timeline .step strong"))
        .hasText(new String[] {"taken in by austin", "duplicate content"});
    assertThat(page.locator(".answer .steps .state"))
        .hasText(new Pattern[] {Pattern.compile("taken in"), Pattern.compile("duplicate")});
  }

  @Test
  void whatWasHeldIsSaidToCountTwice() {
    watched.goTo("/template/" + Day.template(6));
    assertThat(page.locator(".twice")).containsText("held until 9 a.m.");
    watched.goTo("/template/" + Day.template(1));
    assertThat(page.locator(".funnel")).isVisible();
    assertThat(page.locator(".twice")).hasCount(0);
    watched.goTo("/");
    assertThat(page.locator(".twice")).containsText("held until 9 a.m.");
  }

  @Test
  void backLeadsToTheDayThePageAndTheAnswerBefore() {
    watched.goTo("/");
    assertThat(page.locator(".templates tbody tr").first()).isVisible();
    page.locator(".days button").first().click();
    assertThat(page.locator(".notice")).containsText("No templates");
    page.goBack();
    assertThat(page.locator("h1")).hasText(Language.ENGLISH.overview);

    for (int i = 0; i < 60; i++) {
      day.writer().step(10, day.ago(100 + i), Day.template(1), "m-" + i, "13900005555");
    }
    watched.goTo("/receiver/13900005555");
    page.locator(".pager button").last().click();
    assertThat(page.locator(".messages > li")).hasCount(10);
    page.goBack();
    assertThat(page.locator(".messages > li")).hasCount(50);

    watched.goTo("/message/" + Day.FILTERED_MESSAGE);
    page.locator("#receiver").fill(Day.RECEIVER);
    press("Enter");
    assertThat(page.locator(".answer")).containsText("duplicate content");
    page.goBack();
    assertThat(page.locator("#receiver")).isVisible();
    page.goForward();
    assertThat(page.locator(".answer")).containsText("duplicate content");
    watched.assertQuiet();
  }

  @Test
  void onAPhoneTheOrderIsInWords() {
    WatchedPage phone = browser.open(console.origin(), Device.phone("en-GB"));
    phone.goTo("/");
    Locator first = phone.page().locator(".templates tbody tr").first();
    assertThat(first).containsText("Template 1");
    assertThat(phone.page().locator("button.sort").first()).isHidden();
    phone.page().locator("#sort").selectOption("Clicked, in %");
    assertThat(first).containsText("Template 2");
    assertThat(phone.page()).hasURL(Pattern.compile("sort=rates.clicked"));
    phone.page().locator(".sort-box button").click();
    assertThat(phone.page()).hasURL(Pattern.compile("order=asc"));
    assertThat(phone.page().locator(".sort-box button")).hasText("smallest first");
    phone.assertQuiet();
  }

  @Test
  void aRepetitionNamesWhatWasSentBefore() {
    watched.goTo("/message/" + Day.FILTERED_MESSAGE + "?receiver=" + Day.RECEIVER);
    Locator answer = page.locator(".answer");
    assertThat(answer.locator(".badges time")).hasText(CLOCK);
    assertThat(answer).containsText("deduplication by content");
    answer.locator("a[href^='/message/" + Day.SENT_BEFORE + "']").click();
    assertThat(page.locator("h1")).hasText(Day.SENT_BEFORE);

    watched.goTo("/message/" + Day.FREQUENT_MESSAGE + "?receiver=" + Day.RECEIVER);
    assertThat(answer).containsText("over the limit");
    assertThat(answer).not().containsText("before, from the same template");
    watched.assertQuiet();
  }

  @Test
  void whatWaitsForTheMorningIsHeld() {
    watched.goTo("/receiver/" + Day.RECEIVER);
    Locator held = page.locator(".messages > li:has(a[href^='/message/" + Day.HELD_MESSAGE + "'])");
    assertThat(held.locator(".outcome")).hasText(Pattern.compile("held$"));
    assertThat(held).containsText("sends it at 9");
    assertThat(page.locator("main")).containsText("accepted by the channel");
  }

  @Test
  void aMessageAndItsReceiverAreFoundTogether() {
    watched.goTo("/");
    page.locator("#q").fill(Day.FILTERED_MESSAGE + " " + Day.RECEIVER);
    press("Enter");
    assertThat(page).hasURL(Pattern.compile("/message/.*receiver=[rq]\\.[\\w-]+$"));
    assertThat(page.locator(".verdict").first()).containsText("For the receiver " + Day.MASKED);
    assertThat(page.locator("h1")).hasText(Day.FILTERED_MESSAGE);

    page.locator("#q").fill(Day.RECEIVER + "\u3000" + Day.FREQUENT_MESSAGE);
    press("Enter");
    assertThat(page.locator("h1")).hasText(Day.FREQUENT_MESSAGE);
    assertThat(page.locator(".verdict").first()).containsText("For the receiver " + Day.MASKED);
    watched.assertQuiet();
  }

  @Test
  void oneMessageIsOneMessage() {
    watched.goTo("/receiver/" + Day.OTHER);
    assertThat(page.locator(".heading")).containsText("1 message today");
    assertThat(page.locator(".heading")).containsText("Times in " + Day.ZONE);
    page.locator(".tools button[lang=zh]").click();
    assertThat(page.locator(".heading")).containsText("今天 1 条消息");
    assertThat(page.locator(".steps")).containsText("austin 已受理");
  }

  @Test
  void theKeyboardAloneFindsOutWhyAMessageDidNotArrive() {
    watched.goTo("/");
    assertThat(page.locator(".templates tbody tr").first()).isVisible();
    press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    press("Tab");
    press("Tab");
    assertThat(page.locator("#q")).isFocused();
    page.keyboard().type(Day.RECEIVER);
    press("Enter");
    assertThat(page.locator("#main")).isFocused();
    assertThat(page.locator(".messages > li")).hasCount(8);
    tabTo(".chips button:has-text('filtered')");
    press("Space");
    assertThat(page.locator(".messages > li")).hasCount(3);
    tabTo(".messages a[href^='/message/" + Day.FILTERED_MESSAGE + "']");
    press("Enter");
    assertThat(page.locator(".verdict").first()).containsText("duplicate content");
    tabTo("details summary");
    press("Enter");
    assertThat(page.locator("pre.json")).isVisible();
    watched.assertQuiet();
  }

  @Test
  void receiversAreMaskedUntilAskedFor() {
    watched.goTo("/receiver/" + Day.RECEIVER);
    assertThat(page.locator("h1")).hasText(Day.MASKED);
    assertThat(page).hasTitle(Pattern.compile("137\\*"));

    Locator show =
        page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Show full receivers"));
    assertThat(show).not().isChecked();
    show.click();
    assertThat(show).isChecked();
    assertThat(page.locator("h1")).hasText(Day.RECEIVER);
    page.reload();
    assertThat(page.locator("h1")).hasText(Day.RECEIVER);
    show.click();
    assertThat(page.locator("h1")).hasText(Day.MASKED);
  }

  @Test
  void theLanguageIsSwitchedAndRemembered() {
    watched.goTo("/");
    page.locator(".tools button[lang=zh]").click();
    assertThat(page.locator("h1")).hasText(Language.CHINESE.overview);
    page.reload();
    assertThat(page.locator("h1")).hasText(Language.CHINESE.overview);
    page.locator(".tools button[lang=en]").click();
    assertThat(page.locator("h1")).hasText(Language.ENGLISH.overview);
    watched.assertQuiet();
  }

  @Test
  void templatesAreSortedAndTheOrderIsPartOfTheAddress() {
    watched.goTo("/");
    page.locator("button.sort:has-text('Clicked')").click();
    assertThat(page.locator(".templates tbody tr").first()).containsText("Template 2");
    assertThat(page.locator("th[aria-sort=descending]")).containsText("Clicked");
    page.reload();
    assertThat(page.locator("th[aria-sort=descending]")).containsText("Clicked");
    page.locator(".days button").first().click();
    assertThat(page.locator(".notice")).containsText("No templates");
    page.locator(".days button:has-text('Today')").click();
    assertThat(page.locator(".templates tbody tr").first()).isVisible();
    watched.assertQuiet();
  }

  private void search(String text) {
    page.locator("#q").fill(text);
    page.locator("#q").press("Enter");
  }

  private void press(String key) {
    page.keyboard().press(key);
  }

  private void tabTo(String selector) {
    Locator target = page.locator(selector);
    for (int i = 0;
        i < 40 && !target.evaluate("it => it === document.activeElement").equals(true);
        i++) {
      press("Tab");
    }
    assertThat(target).isFocused();
  }
}
