package io.austin.stream.console.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.ChannelType;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.functions.alert.AlertRule.Severity;
import io.austin.stream.functions.alert.Incident;
import io.austin.stream.functions.alert.Incidents;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The ten questions of docs/desk.md, step by step as the page says: what it says to press is
 * pressed, and what is bold in a step stands on the page before or after it.
 */
@Timeout(300)
class DeskIT {
  private static final int QUESTIONS = 10;

  /** The page asks for news by itself every few seconds, in ms. */
  private static final double UPDATED_BY_THEN = 30_000;

  private static final Pattern QUESTION = Pattern.compile("(?m)^## (\\d+)\\. .+$");
  private static final Pattern STEP = Pattern.compile("(?m)^(\\d+)\\. ");
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");

  /** A letter would make another word of it; a sign or a number beside it does not. */
  private static final String NO_LETTER = "[^A-Za-z\\u4e00-\\u9fff]";

  /** A clipboard of the test's own, for a browser without a screen has none to be read. */
  private static final String CLIPBOARD =
      """
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });
      """;

  private static final String SHOWN =
      """
      [document.body.innerText, ...[...document.querySelectorAll('[aria-label]')].map((it) => it.ariaLabel)].join(' ')
      """;

  private static final Incident INCIDENT =
      Incidents.open(
          "many-fail", "template 1", Severity.CRITICAL, System.currentTimeMillis() - 600_000);

  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  static final ConsoleExtension console =
      new ConsoleExtension(redis)
          .withNames(Map.of(1L, "Parcel", 3L, "Reminder", 5L, "Verification code"))
          .withChannel(ChannelType.MINI_PROGRAM);

  private final Map<Integer, List<Walk>> walks =
      Map.ofEntries(
          entry(1, List.of(this::searchReceiver, this::look, this::openTheClickedMessage)),
          entry(2, List.of(this::searchAndFilter, this::look, this::copySummary)),
          entry(3, List.of(this::searchTemplate, this::readFunnel, this::goToTheDayBefore)),
          entry(4, List.of(this::openTrends, this::seeItIsWorse, this::groupByChannel)),
          entry(5, List.of(this::sortByFailed, this::openTheFirstTemplate)),
          entry(6, List.of(this::openStuck, this::openStuckTemplate, this::openStuckMessage)),
          entry(7, List.of(this::openIncidents, this::look)),
          entry(8, List.of(this::searchOrder, this::openMessageOfOrder, this::backToOrder)),
          entry(9, List.of(this::downloadTemplates, this::downloadReceiver, this::findTrendsCsv)),
          entry(10, List.of(this::look, this::jobFallsSilent)));

  private Day day;
  private Page page;

  @BeforeEach
  void write() throws Exception {
    redis.client().flushAll();
    day = Day.write(redis.client());
    TraceWriter writer = day.writer();
    for (int ago = 1; ago <= 15; ago++) {
      LocalDate date = LocalDate.now(Day.ZONE).minusDays(ago);
      long failed = ago <= 7 ? 100 : 10;
      writer.counts(
          BusinessId.of(20, 1, date).toLong(),
          Map.of("600:10", 1_000L, "600:60", 1_000 - failed, "601:70", failed));
    }
    writer.count(Day.template(3), 99_999, 600, 1);
    writer.step(10, day.ago(1_200), Day.template(1), "stuck-1", Day.RECEIVER, Day.OTHER);
    writer.step(10, day.ago(7_800), Day.template(2), "stuck-2", Day.RECEIVER);
    try (DayJourneys journeys = DayJourneys.in(redis)) {
      journeys.found(INCIDENT).ofADay().write();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void eachQuestionIsAnsweredAsThePageSays(Language language) throws Exception {
    String document =
        Files.readString(
            Path.of("..", "docs", language == Language.CHINESE ? "desk.zh-CN.md" : "desk.md"));
    List<Section> sections = sections(QUESTION, document);
    assertThat(sections).extracting(Section::number).containsExactlyElementsOf(numbers());
    for (Section question : sections) {
      write();
      walk(question, language);
    }
  }

  private List<Integer> numbers() {
    assertThat(walks).hasSize(QUESTIONS);
    return walks.keySet().stream().sorted().toList();
  }

  private void walk(Section question, Language language) {
    List<Section> steps = sections(STEP, question.text());
    List<Walk> walk = walks.get(question.number());
    assertThat(steps).as("steps of question %d", question.number()).hasSameSizeAs(walk);
    WatchedPage watched = browser.open(console.origin(), Device.desktop(language.locale()));
    page = watched.page();
    page.addInitScript(CLIPBOARD);
    watched.goTo("/");
    page.locator(".templates tbody tr").first().waitFor();
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      String before = shown();
      walk.get(i).take(bold(steps.get(i).text()));
      String after = shown();
      seen.append(before).append(after);
      // What stands below the last step is about all of them.
      String at = i == steps.size() - 1 ? seen.toString() : before + after;
      for (String text : bold(steps.get(i).text())) {
        assertThat(at)
            .as("question %d, step %d in %s", question.number(), i + 1, language)
            .contains(plain(text));
      }
      watched.assertFits();
    }
    watched.assertQuiet();
    page.context().close();
  }

  private String shown() {
    return plain(String.valueOf(page.evaluate(SHOWN)));
  }

  /** Style sheets may write small things in capitals. */
  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static List<Section> sections(Pattern heading, String text) {
    List<Section> sections = new ArrayList<>();
    List<MatchResult> headings = heading.matcher(text).results().toList();
    for (int i = 0; i < headings.size(); i++) {
      int end = i + 1 < headings.size() ? headings.get(i + 1).start() : text.length();
      sections.add(
          new Section(
              Integer.parseInt(headings.get(i).group(1)),
              text.substring(headings.get(i).end(), end)));
    }
    return sections;
  }

  private static List<String> bold(String text) {
    return BOLD.matcher(text).results().map(it -> it.group(1)).toList();
  }

  private void look(List<String> bold) {
    assertThat(page.locator("main h1")).isVisible();
  }

  private void searchReceiver(List<String> bold) {
    search(Day.RECEIVER, bold.get(0));
    page.locator(".messages > li").first().waitFor();
  }

  private void openTheClickedMessage(List<String> bold) {
    page.locator("a.mono").filter(saying(Day.CLICKED_MESSAGE)).click();
    page.locator(".timeline").waitFor();
    assertThat(page.locator(".verdict .state.is-clicked").first()).isVisible();
  }

  private void searchAndFilter(List<String> bold) {
    page.locator("#q").fill(Day.RECEIVER);
    page.keyboard().press("Enter");
    page.locator(".messages > li").first().waitFor();
    press(bold.get(0));
    assertThat(page.locator(".messages > li")).hasCount(1);
    assertThat(page.locator(".messages .advice")).isVisible();
  }

  private void copySummary(List<String> bold) {
    page.locator("a.mono").filter(saying(Day.FAILED_MESSAGE)).click();
    page.locator(".verdict .copying").waitFor();
    press(bold.get(0));
    page.waitForCondition(() -> page.evaluate("window.copied") != null);
    assertThat(String.valueOf(page.evaluate("window.copied")))
        .contains(Day.FAILED_MESSAGE, Day.MASKED)
        .doesNotContain(Day.RECEIVER);
  }

  private void searchTemplate(List<String> bold) {
    search("Verific", bold.get(0));
    page.locator(".funnel").waitFor();
  }

  private void readFunnel(List<String> bold) {
    Locator sent = page.locator(".funnel > li").filter(saying(bold.get(1)));
    assertThat(sent.locator(".count").last()).hasText("1");
  }

  private void goToTheDayBefore(List<String> bold) {
    page.locator(".brand").click();
    page.locator(".ways").waitFor();
    page.getByLabel(bold.get(0)).click();
    assertThat(page.locator(".templates tbody tr")).hasCount(1);
  }

  private void openTrends(List<String> bold) {
    press(bold.get(0));
    page.locator(".chart canvas").waitFor();
  }

  private void seeItIsWorse(List<String> bold) {
    assertThat(page.locator("[aria-pressed=true]").filter(saying(bold.get(0)))).isVisible();
    assertThat(page.locator(".totals .delta.bad")).containsText("+9");
  }

  private void groupByChannel(List<String> bold) {
    press(bold.get(0));
    assertThat(page).hasURL(Pattern.compile("group=channel"));
    page.locator(".trends tbody a").first().click();
    assertThat(page).hasURL(Pattern.compile("channel=\\d+"));
  }

  private void sortByFailed(List<String> bold) {
    press(bold.get(0));
    assertThat(page).hasURL(Pattern.compile("sort=failed"));
    assertThat(page.locator(".templates tbody tr").first()).containsText("Reminder");
  }

  private void openTheFirstTemplate(List<String> bold) {
    page.locator(".templates tbody a").first().click();
    assertThat(page.locator(".codes > li")).hasCount(2);
  }

  private void openStuck(List<String> bold) {
    page.locator(".totals .stuck a").click();
    page.locator(".stuck-templates").waitFor();
  }

  private void openStuckTemplate(List<String> bold) {
    page.locator(".stuck-templates a").first().click();
    page.locator(".stuck-messages").waitFor();
  }

  private void openStuckMessage(List<String> bold) {
    page.locator(".stuck-messages a").first().click();
    page.locator(".timeline").waitFor();
  }

  private void openIncidents(List<String> bold) {
    press(bold.get(0));
    assertThat(page.locator(".incidents > li")).hasCount(1);
  }

  private void searchOrder(List<String> bold) {
    search(Day.ORDER, bold.get(0));
    assertThat(page.locator(".messages > li")).hasCount(2);
  }

  private void openMessageOfOrder(List<String> bold) {
    page.locator("a.mono").filter(saying(Day.FAILED_MESSAGE)).click();
    page.locator(".timeline").waitFor();
  }

  private void backToOrder(List<String> bold) {
    press(bold.get(0));
    assertThat(page.locator(".messages .state.is-failed")).isVisible();
  }

  private void downloadTemplates(List<String> bold) {
    assertThat(downloaded(() -> press(bold.get(0)))).contains("Reminder");
  }

  private void downloadReceiver(List<String> bold) {
    page.locator("#q").fill(Day.RECEIVER);
    page.keyboard().press("Enter");
    page.locator(".messages > li").first().waitFor();
    assertThat(downloaded(() -> page.locator(".csv").click())).contains(Day.FAILED_MESSAGE);
  }

  private void findTrendsCsv(List<String> bold) {
    press(bold.get(0));
    page.locator(".chart canvas").waitFor();
    press(bold.get(1));
    assertThat(downloaded(() -> page.locator(".csv").first().click()).lines().count())
        .isEqualTo(15);
    assertThat(downloaded(() -> page.locator(".csv").last().click())).contains("Parcel");
  }

  private void jobFallsSilent(List<String> bold) {
    day.writer().reportAgo(600_000, TraceWriter.ALL_READ);
    page.getByText(bold.get(0))
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout(UPDATED_BY_THEN));
    assertThat(page.locator("#status strong.dead")).isVisible();
  }

  private void search(String text, String button) {
    page.locator("#q").fill(text);
    press(button);
  }

  /** What can be pressed and says so. */
  private void press(String text) {
    page.locator("a, button, summary")
        .filter(saying(text))
        .filter(new Locator.FilterOptions().setVisible(true))
        .first()
        .click();
  }

  private static Locator.FilterOptions saying(String text) {
    String word = "(^|" + NO_LETTER + ")" + quoted(text) + "(" + NO_LETTER + "|$)";
    return new Locator.FilterOptions().setHasText(Pattern.compile(word));
  }

  /** As JavaScript understands it. */
  private static String quoted(String text) {
    return text.replaceAll("([.*+?^${}()|\\[\\]\\\\])", "\\\\$1");
  }

  private String downloaded(Runnable press) {
    Download file = page.waitForDownload(press);
    try {
      return Files.readString(file.path());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One step of a question, told what is bold in it. */
  @FunctionalInterface
  private interface Walk {
    void take(List<String> bold);
  }

  /**
   * A numbered part of a text.
   *
   * @param text behind its number or heading
   */
  private record Section(int number, String text) {}
}
