package io.austin.stream.archive;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.austin.stream.archive.WrittenArchive.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.SimpleAnchorInfoCodec;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.Console;
import io.austin.stream.console.DescribedAnswers;
import io.austin.stream.console.browser.BrowserExtension;
import io.austin.stream.console.browser.Device;
import io.austin.stream.console.browser.WatchedPage;
import io.austin.stream.options.OptionValues;
import io.austin.stream.test.server.RedisExtension;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The console over real Redis and a real archive: one timeline, by its API and in a browser. */
@Timeout(300)
class ConsoleHistoryIT {
  @RegisterExtension static final BrowserExtension browser = new BrowserExtension();
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  /** Where it is noon now, so that today does not end during the test. */
  private static final ZoneOffset ZONE =
      ZoneOffset.ofHours(12 - Instant.now().atOffset(ZoneOffset.UTC).getHour());

  private static final String RECEIVER = "13711112222";
  private static final TraceKeys KEYS = TraceKeys.unprefixed();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final long now = System.currentTimeMillis();
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;
  private WrittenArchive archive;
  private Console console;

  @BeforeEach
  void start() {
    archive = new WrittenArchive(folder.resolve("w"), ZONE);
    console =
        Console.start(
            OptionValues.of(
                Map.of(
                    "redis.uri", redis.uri(),
                    "zone", ZONE.getId(),
                    "console.port", "0",
                    "console.archive", archive.folder().toString())));
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private long ago(int days, int minutes) {
    return now - Duration.ofDays(days).plusMinutes(minutes).toMillis();
  }

  /** What the job writes to Redis for events. */
  private static void inRedis(AnchorInfo... events) {
    for (AnchorInfo event : events) {
      for (String receiver : event.getIds()) {
        redis
            .client()
            .lpush(
                KEYS.receiverTrail(receiver),
                SimpleAnchorInfoCodec.toJson(SimpleAnchorInfo.forReceiverTrail(event)));
      }
    }
  }

  private JsonNode get(int status, String call, String query) throws Exception {
    String path = "/api/v1/" + call;
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(console.address() + path + "?" + query)).build(),
            HttpResponse.BodyHandlers.ofString());
    DescribedAnswers.require(
        "GET",
        path,
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private static String id(String text) {
    return "id=" + URLEncoder.encode(text, UTF_8);
  }

  private static List<String> steps(JsonNode history) {
    List<String> steps = new ArrayList<>();
    history
        .path("timeline")
        .forEach(
            day ->
                day.path("messages")
                    .forEach(
                        message ->
                            message
                                .path("steps")
                                .forEach(
                                    step ->
                                        steps.add(
                                            message.path("messageId").asText()
                                                + " "
                                                + step.path("state").path("code").asInt()))));
    return steps;
  }

  @Test
  void todayAndEarlierDaysAreOneTimelineWithNothingTwiceAndNothingMissing() throws Exception {
    AnchorInfo old = event(60, ago(30, 0), "old", RECEIVER);
    AnchorInfo archived = event(10, ago(0, 30), "both", RECEIVER);
    AnchorInfo forgotten = event(10, ago(0, 40), "lost-by-redis", RECEIVER);
    AnchorInfo newest = event(60, ago(0, 5), "both", RECEIVER);
    archive.commit(old, forgotten, archived, archived);
    inRedis(archived, archived, newest);

    JsonNode history = get(200, "receiver/history", id(RECEIVER));

    assertThat(steps(history))
        .containsExactly("both 10", "both 10", "both 60", "lost-by-redis 10", "old 60");
    assertThat(history.path("timeline")).hasSize(2);
    assertThat(history.path("archive").path("until").asLong()).isEqualTo(ago(0, 30));
    assertThat(history.path("archive").path("gap").isNull()).isTrue();
    assertThat(history.path("next").isNull()).isTrue();
  }

  @Test
  void pagesGoOnWhereTheOneBeforeEnded() throws Exception {
    List<AnchorInfo> events = new ArrayList<>();
    for (int day = 0; day < 6; day++) {
      for (int i = 0; i < 4; i++) {
        events.add(event(10, ago(day, i), day + "-" + i, RECEIVER));
      }
    }
    archive.commit(events);
    inRedis(events.subList(0, 4).toArray(AnchorInfo[]::new));

    List<String> all = new ArrayList<>();
    String next = "";
    int pages = 0;
    while (next != null) {
      JsonNode page = get(200, "receiver/history", id(RECEIVER) + "&limit=9" + next);
      all.addAll(steps(page));
      next = page.path("next").isNull() ? null : "&before=" + page.path("next").asLong();
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(all)
        .containsExactlyElementsOf(
            events.stream().map(event -> event.getMessageId() + " 10").toList());
  }

  @Test
  void whatNobodyKnowsForTheMomentIsSaid() throws Exception {
    archive.commit(event(10, ago(1, 0), "m1", RECEIVER));

    JsonNode known = get(200, "receiver/history", id(RECEIVER)).path("archive");

    assertThat(known.path("gap").path("from").asLong()).isEqualTo(ago(1, 0));
    assertThat(known.path("gap").path("toTime").asText()).endsWith("00:00:00.000");
  }

  @Test
  void whoIsNowhereIsNotFoundAndWhatIsWrittenOtherwiseIs() throws Exception {
    archive.commit(event(10, ago(4, 0), "m1", RECEIVER));

    JsonNode nobody = get(404, "receiver/history", id("' or '1'='1") + "&days=30");
    assertThat(nobody.path("error").path("kept").asText()).isEqualTo("P30D");
    JsonNode found = get(200, "receiver/history", id("+86 137-1111-2222") + "&receivers=full");
    assertThat(found.path("receiver").asText()).isEqualTo(RECEIVER);
    assertThat(found.path("understood").asText()).isNotEqualTo("exact");
    get(404, "receiver/history", id(RECEIVER) + "&days=4");
    get(400, "receiver/history", id(RECEIVER) + "&before=yesterday");
  }

  @Test
  void aMessageThatRedisHasForgottenComesFromTheArchive() throws Exception {
    archive.commit(
        event(10, ago(4, 1), "m1", RECEIVER, "other"), event(60, ago(4, 0), "m1", RECEIVER));

    JsonNode message = get(200, "message", id("m1"));

    assertThat(message.path("archived").asBoolean()).isTrue();
    assertThat(message.path("outcome").asText()).isEqualTo("sent");
    assertThat(message.path("steps")).hasSize(2);
    get(404, "message", id("m2"));
    assertThat(get(200, "health", "").path("archive").asBoolean()).isTrue();
  }

  @Test
  void aMessageThatIsClickedAfterDaysKeepsItsBeginning() throws Exception {
    archive.commit(event(10, ago(5, 1), "m1", RECEIVER), event(60, ago(5, 0), "m1", RECEIVER));
    SimpleAnchorInfo click = SimpleAnchorInfo.forMessageTrail(event(64, ago(0, 9), "m1", RECEIVER));
    redis.client().lpush(KEYS.messageTrail("m1"), SimpleAnchorInfoCodec.toJson(click));

    JsonNode message = get(200, "message", id("m1"));

    assertThat(message.path("steps")).hasSize(3);
    assertThat(message.path("outcome").asText()).isEqualTo("clicked");
    assertThat(message.path("archived").asBoolean()).isTrue();

    Files.write(archive.files().get(0), new byte[100]);
    JsonNode alone = get(200, "message", id("m1"));
    assertThat(alone.path("steps")).hasSize(1);
    assertThat(alone.path("archived").asBoolean()).isFalse();
  }

  @Test
  void aDamagedFileIsSaidInBothLanguages() throws Exception {
    archive.commit(event(10, ago(4, 0), "m1", RECEIVER));
    Files.write(archive.files().get(0), new byte[100]);

    JsonNode error = get(503, "receiver/history", id(RECEIVER)).path("error");
    assertThat(error.path("code").asText()).isEqualTo("archive_unreadable");
    assertThat(get(503, "message", id("m1")).path("error").path("code").asText())
        .isEqualTo("archive_unreadable");
    for (String[] said : new String[][] {{"en-GB", "missing or damaged"}, {"zh-CN", "缺失或损坏"}}) {
      WatchedPage watched = browser.open(console.address().toString(), Device.desktop(said[0]));
      watched.goTo("/receiver/" + RECEIVER + "?days=90");
      assertThat(watched.page().locator(".notice h1")).containsText(said[1]);
    }
  }

  @Test
  void aReaderGoesBackThroughTheDays() throws Exception {
    List<AnchorInfo> events = new ArrayList<>();
    for (int day = 1; day <= 3; day++) {
      for (int i = 0; i < 90; i++) {
        events.add(event(10, ago(day, i), day + "-" + i, RECEIVER));
        events.add(event(60, ago(day, i) + 400, day + "-" + i, RECEIVER));
      }
    }
    archive.commit(events);
    AnchorInfo today = event(10, ago(0, 1), "today", RECEIVER);
    archive.commit(today);
    inRedis(today);

    for (Device device : List.of(Device.desktop("en-GB"), Device.phone("zh-CN"))) {
      WatchedPage watched = browser.open(console.address().toString(), device);
      Page page = watched.page();
      watched.goTo("/receiver/" + RECEIVER);
      page.locator("a.earlier").click();
      assertThat(page.locator(".of-day")).hasCount(3);
      assertThat(page.locator(".of-day").first().locator("ol.messages > li")).hasCount(1);
      assertThat(page.locator(".seam")).hasCount(1);
      assertThat(page.locator("h1")).hasText("137****2222");
      assertThat(page.locator("main")).not().containsText(RECEIVER);
      watched.assertFits();
      watched.assertAccessible();

      page.locator(".more-days").click();
      assertThat(page.locator(".of-day")).hasCount(4);
      assertThat(page.locator(".of-day ol.messages > li")).hasCount(271);
      assertThat(page.locator(".more-days")).hasCount(0);
      page.goBack();
      assertThat(page.locator(".of-day")).hasCount(3);

      page.locator(".of-day").nth(1).locator("a.mono").first().click();
      assertThat(page.locator(".archived")).hasCount(1);
      watched.assertAnswersAreDescribed();
      watched.assertQuiet();
    }
  }

  @Test
  void whoIsNotThereTodayIsLedToEarlierDays() throws Exception {
    archive.commit(event(10, ago(4, 0), "m1", RECEIVER));
    WatchedPage watched = browser.open(console.address().toString(), Device.desktop("en-GB"));
    watched.goTo("/receiver/" + RECEIVER);
    watched.page().locator("a.earlier").click();
    assertThat(watched.page().locator(".of-day")).hasCount(1);
    watched.goTo("/?q=m1");
    watched.page().locator("main a[href^='/message/q.']").click();
    assertThat(watched.page().locator(".archived")).hasCount(1);
  }
}
