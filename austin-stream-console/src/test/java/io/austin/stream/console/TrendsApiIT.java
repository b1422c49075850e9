package io.austin.stream.console;

import static io.austin.stream.console.Written.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.austin.stream.common.BusinessId;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trends of thirty days, beside a plain fold of what was written. */
@Timeout(60)
class TrendsApiIT {
  private static final int DAYS = 30;
  private static final int TEMPLATES = 120;
  private static final List<Integer> STATES = List.of(10, 24, 30, 60, 64, 70, 40003);

  @TempDir private static Path directory;

  private static final List<Total> WRITTEN = new ArrayList<>();
  private static RedisServer redis;
  private static RunningConsole console;

  /** So many receivers of a template came to a state, so many days ago. */
  private record Total(int ago, int type, int template, int state, long count) {
    int channel() {
      return template % 3 == 0 ? 30 : 40;
    }

    String creator() {
      return "creator " + template % 7;
    }

    /** Of those above there is no name. */
    boolean isNamed() {
      return template <= TEMPLATES - 20;
    }
  }

  @BeforeAll
  static void write() throws IOException {
    redis = RedisServer.start();
    SplittableRandom random = new SplittableRandom(20221224);
    Written written = new Written(redis.client());
    List<Map<String, Object>> names = new ArrayList<>();
    for (int template = 1; template <= TEMPLATES; template++) {
      int type = template % 5 == 0 ? 10 : 20;
      for (int ago = 0; ago <= DAYS; ago++) {
        if (random.nextInt(4) == 0) {
          continue;
        }
        Map<Integer, Integer> byState = new HashMap<>();
        for (int state : STATES) {
          int count = random.nextInt(1, 1000);
          byState.put(state, count);
          WRITTEN.add(new Total(ago, type, template, state, count));
        }
        written.totals(BusinessId.of(type, template, TODAY.minusDays(ago)).toLong(), byState);
      }
      Total one = new Total(0, type, template, 10, 1);
      if (one.isNamed()) {
        names.add(
            Map.of(
                "id",
                template,
                "name",
                "Template " + template,
                "send_channel",
                one.channel(),
                "creator",
                one.creator()));
      }
    }
    Path file = directory.resolve("templates.json");
    JsonMapper.builder().build().writeValue(file.toFile(), names);
    console = RunningConsole.over(redis.uri(), "console.templates.file", file.toString());
  }

  @AfterAll
  static void stop() {
    console.close();
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "days=1&to=today, 0, 1",
    "'', 1, 7",
    "days=14&channel=30, 1, 14",
    "days=30&to=today&creator=creator%203, 0, 30",
    "days=5&type=10, 1, 5",
    "days=10&template=33&to=today, 0, 10",
    "days=12&channel=40&creator=creator%205&type=20, 1, 12"
  })
  void everySumIsThatOfAPlainFold(String query, int lastAgo, int days) {
    Predicate<Total> asked = asked(query);
    Answer trends = read("?" + query);

    assertThat(trends.text("/range/to")).isEqualTo(TODAY.minusDays(lastAgo).toString());
    assertTotals(trends.at("/totals"), ago(lastAgo, days).and(asked));
    int keptBefore = Math.max(0, Math.min(days, DAYS - lastAgo - days));
    assertThat(trends.number("/range/kept")).isEqualTo(days);
    assertThat(trends.number("/before/kept")).isEqualTo(keptBefore);
    assertThat(trends.at("/whole").asBoolean()).isEqualTo(keptBefore == days);
    if (keptBefore == 0) {
      assertThat(trends.at("/totalsBefore").isNull()).isTrue();
    } else {
      assertTotals(trends.at("/totalsBefore"), ago(lastAgo + days, keptBefore).and(asked));
    }
    for (int i = 0; i < days; i++) {
      int ago = lastAgo + days - 1 - i;
      assertThat(trends.text("/days/" + i + "/day")).isEqualTo(TODAY.minusDays(ago).toString());
      assertTotals(trends.at("/days/" + i + "/totals"), ago(ago, 1).and(asked));
    }
  }

  @Test
  void rowsAreTemplatesAndSumUp() {
    Answer trends = read("?days=3&limit=100");
    Answer rest = read("?days=3&limit=100&offset=100");
    List<JsonNode> rows = new ArrayList<>(list(trends.at("/rows")));
    rows.addAll(list(rest.at("/rows")));

    assertThat(trends.number("/page/total")).isEqualTo(rows.size());
    assertThat(rows.stream().mapToLong(row -> row.at("/totals/sent").asLong()).sum())
        .isEqualTo(trends.number("/totals/sent"));
    for (JsonNode row : rows) {
      int template = row.at("/subject/templateId").asInt();
      assertTotals(row.at("/totals"), ago(1, 3).and(it -> it.template() == template));
      assertTotals(row.at("/before"), ago(4, 3).and(it -> it.template() == template));
      assertThat(row.at("/subject/template").isNull()).isEqualTo(template > TEMPLATES - 20);
    }
    assertThat(rows.stream().map(row -> row.at("/totals/received").asLong()))
        .isSortedAccordingTo((one, other) -> Long.compare(other, one));
  }

  @Test
  void groupsHaveWhatTheirTemplatesHaveAndAreNamed() {
    Answer channels = read("?group=channel");
    assertThat(list(channels.at("/rows")).stream().map(row -> row.at("/subject/channel/code")))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("30", "40", "");
    for (JsonNode row : list(channels.at("/rows"))) {
      JsonNode channel = row.at("/subject/channel");
      assertTotals(
          row.at("/totals"),
          ago(1, 7)
              .and(
                  it ->
                      channel.isNull()
                          ? !it.isNamed()
                          : it.isNamed() && it.channel() == channel.at("/code").asInt()));
      assertThat(row.at("/subject/templateId").isNull()).isTrue();
    }
    assertThat(list(read("?group=creator").at("/rows"))).hasSize(8);
    Answer types = read("?group=type");
    assertThat(list(types.at("/rows"))).hasSize(2);
    assertThat(list(types.at("/rows")).stream().map(row -> row.at("/subject/type/en").asText()))
        .containsExactlyInAnyOrder("scheduled", "real-time");
    assertThat(list(types.at("/choices/channels"))).hasSize(2);
    assertThat(list(types.at("/choices/types"))).hasSize(2);
    assertThat(list(types.at("/choices/creators"))).hasSize(7);
  }

  @Test
  void changesAreByTheAverageOfADay() {
    Answer trends = read("?days=20");

    assertThat(trends.number("/before/kept")).isEqualTo(9);
    double past = sum(ago(21, 9), 10) / 9.0;
    assertThat(trends.at("/change/received").asDouble())
        .isCloseTo(sum(ago(1, 20), 10) / 20.0 / past - 1, within(1e-12));
    assertThat(trends.at("/change/rates/failed").asDouble())
        .isCloseTo(
            (double) sum(ago(1, 20), 70) / sum(ago(1, 20), 10)
                - (double) sum(ago(21, 9), 70) / sum(ago(21, 9), 10),
            within(1e-12));
    List<Double> changes =
        list(read("?days=2&sort=change.rates.failed&limit=100").at("/rows")).stream()
            .map(row -> row.at("/change/rates/failed"))
            .filter(JsonNode::isNumber)
            .map(JsonNode::asDouble)
            .toList();
    assertThat(changes).hasSizeGreaterThan(50).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void daysThatAreNotKeptAreSaidAndNotCounted() {
    String last = TODAY.minusDays(DAYS - 2).toString().replace("-", "");
    Answer trends = read("?days=4&to=" + last);

    assertThat(trends.number("/range/kept")).isEqualTo(2);
    assertThat(trends.number("/before/kept")).isZero();
    assertThat(trends.at("/whole").asBoolean()).isFalse();
    assertThat(trends.at("/change").isNull()).isTrue();
    assertThat(list(trends.at("/days")).stream().map(day -> day.at("/kept").asBoolean()))
        .containsExactly(false, false, true, true);
    assertTotals(trends.at("/totals"), ago(DAYS - 2, 2));
  }

  @ParameterizedTest
  @CsvSource({"template", "channel", "creator", "type"})
  void theFilesFiguresAreTheApisToTheDigit(String group) throws IOException {
    String query = "?days=9&group=" + group + "&sort=change.failed&order=asc";
    Answer trends = read(query + "&limit=100");

    List<Map<String, String>> rows = rows(console.get("/api/v1/trends.csv" + query));
    assertThat(rows).hasSize((int) trends.number("/page/total"));
    for (int i = 0; i < Math.min(rows.size(), 100); i++) {
      assertSame(rows.get(i), trends.at("/rows/" + i));
      assertThat(rows.get(i).get("templateId"))
          .isEqualTo(text(trends.at("/rows/" + i + "/subject/templateId")));
      assertThat(rows.get(i).get("creator"))
          .isEqualTo(text(trends.at("/rows/" + i + "/subject/creator")));
      assertThat(rows.get(i).get("channel"))
          .isEqualTo(text(trends.at("/rows/" + i + "/subject/channel/en")));
    }
    List<Map<String, String>> days = rows(console.get("/api/v1/trends.csv" + query + "&part=days"));
    assertThat(days).hasSize(18);
    for (int i = 0; i < 9; i++) {
      assertFigures(days.get(i), "", trends.at("/daysBefore/" + i + "/totals"));
      assertFigures(days.get(9 + i), "", trends.at("/days/" + i + "/totals"));
    }
    List<Map<String, String>> total =
        rows(console.get("/api/v1/trends.csv" + query + "&part=total"));
    assertThat(total).hasSize(1);
    assertFigures(total.get(0), "", trends.at("/totals"));
    assertFigures(total.get(0), "before.", trends.at("/totalsBefore"));
    assertFigures(total.get(0), "change.", trends.at("/change"));
  }

  @ParameterizedTest
  @CsvSource({
    "days=0, days",
    "days=31, days",
    "to=99991231, to",
    "to=tomorrow, to",
    "group=planet, group",
    "sort=luck, sort",
    "channel=sms, channel",
    "type=-1, type",
    "template=x, template",
    "creator=%20, creator"
  })
  void whatCannotBeAskedForIsNamed(String query, String parameter) {
    Answer refused = console.get("/api/v1/trends?" + query);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/error/field")).isEqualTo(parameter);
  }

  @Test
  void whatOthersWroteIntoADaysListIsLeftOut() {
    TraceKeys keys = TraceKeys.unprefixed();
    Answer before = read("?days=1");
    try (RunningConsole fresh = RunningConsole.over(redis.uri())) {
      String list = keys.templatesOf(TODAY.minusDays(1));
      long ofToday = BusinessId.of(20, 1, TODAY).toLong();
      redis.client().zadd(list, Map.of("no number", 9.0, "-5", 9.0, "42", 9.0, "" + ofToday, 9.0));
      Answer after = read(fresh, "?days=1");
      redis.client().zrem(list, "no number", "-5", "42", "" + ofToday);

      assertThat(after.at("/totals")).isEqualTo(before.at("/totals"));
      assertThat(after.at("/page/total")).isEqualTo(before.at("/page/total"));
    }
  }

  @Test
  void aFileIsRefusedUntilAllIsRead() {
    try (RunningConsole fresh = RunningConsole.over(redis.uri())) {
      Answer early = fresh.get("/api/v1/trends.csv?days=15");
      assertThat(early.status()).isEqualTo(503);
      assertThat(early.text("/error/code")).isEqualTo("reading");
      Awaitility.await()
          .until(() -> fresh.get("/api/v1/trends.csv?days=15").status(), status -> status == 200);
    }
  }

  private static Answer read(String query) {
    return read(console, query);
  }

  /** The answer once all of its days are read. */
  private static Answer read(RunningConsole of, String query) {
    return Awaitility.await()
        .until(
            () -> of.get("/api/v1/trends" + query),
            answer -> answer.status() == 200 && answer.number("/unread") == 0);
  }

  private static Predicate<Total> asked(String query) {
    Predicate<Total> asked = total -> true;
    for (String parameter : query.split("&")) {
      String value = parameter.replaceFirst(".*=", "").replace("%20", " ");
      if (parameter.startsWith("channel")) {
        asked = asked.and(it -> it.isNamed() && it.channel() == Integer.parseInt(value));
      } else if (parameter.startsWith("creator")) {
        asked = asked.and(it -> it.isNamed() && it.creator().equals(value));
      } else if (parameter.startsWith("type")) {
        asked = asked.and(it -> it.type() == Integer.parseInt(value));
      } else if (parameter.startsWith("template")) {
        asked = asked.and(it -> it.template() == Integer.parseInt(value));
      }
    }
    return asked;
  }

  private static Predicate<Total> ago(int last, int days) {
    return total -> total.ago() >= last && total.ago() < last + days;
  }

  private static long sum(Predicate<Total> which, int... states) {
    return WRITTEN.stream()
        .filter(which)
        .filter(total -> IntStream.of(states).anyMatch(state -> state == total.state()))
        .mapToLong(Total::count)
        .sum();
  }

  private static void assertTotals(JsonNode totals, Predicate<Total> which) {
    assertThat(totals.at("/of").asText()).isEqualTo("events");
    assertThat(totals.at("/received").asLong()).isEqualTo(sum(which, 10));
    assertThat(totals.at("/filtered").asLong()).isEqualTo(sum(which, 24, 30));
    assertThat(totals.at("/held").asLong()).isEqualTo(sum(which, 24));
    assertThat(totals.at("/takenInTwice").asLong()).isEqualTo(sum(which, 24));
    assertThat(totals.at("/sent").asLong()).isEqualTo(sum(which, 60));
    assertThat(totals.at("/failed").asLong()).isEqualTo(sum(which, 70));
    assertThat(totals.at("/clicked").asLong()).isEqualTo(sum(which, 64));
    assertThat(totals.at("/channelErrors").asLong()).isEqualTo(sum(which, 40003));
  }

  private static void assertSame(Map<String, String> line, JsonNode row) {
    assertFigures(line, "", row.at("/totals"));
    assertFigures(line, "before.", row.at("/before"));
    assertFigures(line, "change.", row.at("/change"));
  }

  /** Every number of the answer stands in the line, as it is written there. */
  private static void assertFigures(Map<String, String> line, String prefix, JsonNode figures) {
    figures
        .properties()
        .forEach(
            figure -> {
              if (figure.getValue().isObject()) {
                assertFigures(line, prefix + figure.getKey() + ".", figure.getValue());
              } else if (!figure.getKey().equals("of")) {
                assertThat(line).containsEntry(prefix + figure.getKey(), text(figure.getValue()));
              }
            });
  }

  private static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<Map<String, String>> rows(Answer file) throws IOException {
    assertThat(file.status()).as(file.body()).isEqualTo(200);
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.body().substring(1))) {
      return rows.readAll();
    }
  }
}
