package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.TODAY;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.austin.stream.common.BusinessId;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The overview and a receiver's day as CSV, beside what the API says of them. */
@Timeout(60)
class CsvApiIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final String ALICE = "13711112222";
  private static final int MANY = 130;

  /** What is kept for a moment of one test's day is not shown to another test. */
  private static final LocalDate DAY = LocalDate.of(2022, 12, 24);

  /** What spreadsheets would run, and what else is hard to write down. */
  private static final List<String> NAMES =
      List.of(
          "=HYPERLINK(\"http://x\")",
          "+1+1",
          "-1",
          "@SUM(1)",
          "\t=1",
          "＝1",
          "a, \"b\"\nc;d",
          "plain 会员日",
          "12345678901234567890");

  @TempDir private static Path directory;

  private static RunningConsole console;

  private final Written written = new Written(redis.client());

  @BeforeAll
  static void start() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      rows.add(
          Map.of("id", i + 1, "name", NAMES.get(i), "send_channel", 60, "creator", NAMES.get(i)));
    }
    Path names = directory.resolve("templates.json");
    JsonMapper.builder().build().writeValue(names.toFile(), rows);
    console = RunningConsole.over(redis.uri(), "console.templates.file", names.toString());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void theOverviewsFiguresAreThoseOfTheApi() throws IOException {
    for (int i = 1; i <= MANY; i++) {
      written.totals(
          BusinessId.of(20, i, DAY).toLong(),
          Map.of(10, 1000 + i, 30, i, 24, 3, 60, 7 * i, 70, 40, 64, 3, 40003, 9));
    }

    List<Map<String, String>> rows =
        rows(console.get("/api/v1/templates.csv?day=20221224&sort=rates.sent"));

    List<JsonNode> told = new ArrayList<>();
    console
        .get("/api/v1/templates?day=20221224&sort=rates.sent&limit=100")
        .at("/templates")
        .forEach(told::add);
    console
        .get("/api/v1/templates?day=20221224&sort=rates.sent&limit=100&offset=100")
        .at("/templates")
        .forEach(told::add);
    assertThat(told).hasSize(MANY);
    assertThat(rows).hasSize(MANY);
    for (int i = 0; i < MANY; i++) {
      assertEqual(rows.get(i), told.get(i));
    }
  }

  private static void assertEqual(Map<String, String> row, JsonNode told) {
    assertThat(row.get("businessId").strip()).isEqualTo(told.path("businessId").asText());
    told.path("totals")
        .properties()
        .forEach(
            figure -> {
              if (figure.getValue().isValueNode()) {
                assertThat(row).containsEntry(figure.getKey(), figure.getValue().asText());
              }
            });
    told.path("totals")
        .path("rates")
        .properties()
        .forEach(
            rate ->
                assertThat(row).containsEntry("rates." + rate.getKey(), rate.getValue().asText()));
  }

  @Test
  void aReceiversDayIsThatOfTheApiWholeAndFiltered() throws IOException {
    for (int i = 0; i < 60; i++) {
      int[] states = i % 3 == 0 ? new int[] {10, 43101, 70} : new int[] {10, 60, 64};
      written.message(ALICE, "m" + i, businessId(8), NOON + i, states);
    }
    written.message(ALICE, null, 77, NOON, 10);

    List<Map<String, String>> rows =
        rows(console.get("/api/v1/receiver.csv?id=137-1111-2222&language=zh"));

    JsonNode told = console.get("/api/v1/receiver?id=" + ALICE + "&limit=200").at("/messages");
    assertThat(rows).hasSize(61);
    for (int i = 0; i < rows.size(); i++) {
      JsonNode message = told.get(i);
      Map<String, String> row = rows.get(i);
      assertThat(row.get("receiver")).isEqualTo("137****2222");
      assertThat(row.get("messageId"))
          .isEqualTo(message.path("messageId").asText("").replace("null", ""));
      assertThat(row.get("businessId").strip()).isEqualTo(message.path("businessId").asText());
      for (String field : new String[] {"outcome", "at", "time", "durationMillis"}) {
        assertThat(row).containsEntry(field, message.path(field).asText());
      }
      assertThat(row).containsEntry("state", message.at("/state/code").asText());
      assertThat(row).containsEntry("stateName", message.at("/state/zh").asText());
      assertThat(row).containsEntry("channelCode", message.at("/channelCode/code").asText());
      assertThat(row).containsEntry("advice", message.at("/channelCode/advice/zh").asText());
    }
    assertThat(rows.get(0)).containsEntry("states", "10 60 64");
    assertThat(rows(console.get("/api/v1/receiver.csv?id=" + ALICE + "&outcome=failed")))
        .hasSize(20);
    assertThat(rows(console.get("/api/v1/receiver.csv?id=" + ALICE + "&message=m3"))).hasSize(1);
    assertThat(rows(console.get("/api/v1/receiver.csv?id=" + ALICE + "&receivers=full")).get(0))
        .containsEntry("receiver", ALICE)
        .containsEntry("channelCodeClass", "")
        .containsEntry("channel", "WeChat mini program");
  }

  @Test
  void aMaskedFileHoldsTheReceiverNowhere() {
    written.message(ALICE, "m", businessId(8), NOON, 10);

    Answer file = console.get("/api/v1/receiver.csv?id=" + ALICE);

    assertThat(file.body()).doesNotContain(ALICE);
    assertThat(file.response().headers().map().toString()).doesNotContain(ALICE);
  }

  @Test
  void noCellIsAFormulaAndNothingIsLost() throws IOException {
    for (int i = 1; i <= NAMES.size(); i++) {
      written.totals(businessId(i), Map.of(10, 100 - i));
    }
    written.message("=1+1", "-m", businessId(1), NOON, 10);

    Answer file = console.get("/api/v1/templates.csv");

    List<Map<String, String>> rows = rows(file);
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      boolean formula = "=+-@\t＝".indexOf(name.charAt(0)) >= 0;
      String written = formula ? "'" + name : name.matches("\\d{16,}") ? name + "\t" : name;
      assertThat(rows.get(i)).containsEntry("template", written).containsEntry("creator", written);
    }
    Map<String, String> message =
        rows(console.get("/api/v1/receiver.csv?id=%3D1%2B1&receivers=full")).get(0);
    assertThat(message).containsEntry("receiver", "'=1+1").containsEntry("messageId", "'-m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"templates", "receiver"})
  void itIsAFileThatASpreadsheetOpens(String call) {
    written.message("../x\"y", "m", businessId(1), NOON, 10).totals(businessId(1), Map.of(10, 1));
    String query = call.equals("receiver") ? "?id=..%2Fx%22y&receivers=full" : "";

    Answer get = console.get("/api/v1/" + call + ".csv" + query);
    Answer head =
        console.send(
            console
                .request("/api/v1/" + call + ".csv" + query)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(get.body()).startsWith("\uFEFF\"").endsWith("\r\n");
    assertThat(get.header("Content-Type")).isEqualToIgnoringCase("text/csv; charset=utf-8");
    assertThat(get.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + call + "-" + TODAY + ".csv\"");
    assertThat(get.header("Cache-Control")).isEqualTo("no-store");
    assertThat(get.header("X-Truncated")).isEqualTo("false");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String header : new String[] {"Content-Type", "Content-Disposition", "Content-Length"}) {
      assertThat(head.header(header)).isEqualTo(get.header(header));
    }
  }

  @Test
  void whatIsBeyondTheBoundsIsLeftOutAndThatIsSaid() throws IOException {
    LocalDate day = DAY.minusDays(1);
    for (int i = 1; i <= 1001; i++) {
      written.totals(BusinessId.of(20, i, day).toLong(), Map.of(10, i));
      written.message("busy", "m" + i, businessId(1), NOON + i, 10);
    }

    Answer overview = console.get("/api/v1/templates.csv?day=20221223");
    Answer receiver = console.get("/api/v1/receiver.csv?id=busy");

    for (Answer file : List.of(overview, receiver)) {
      assertThat(rows(file)).hasSize(1000);
      assertThat(file.header("X-Truncated")).isEqualTo("true");
    }
  }

  @Test
  void aDayWithoutTemplatesIsAHeadAlone() throws IOException {
    assertThat(rows(console.get("/api/v1/templates.csv?day=20010101"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "receiver.csv?id=nobody,404,id",
    "receiver.csv,400,id",
    "receiver.csv?id=x&receivers=some,400,receivers",
    "templates.csv?language=fr,400,language",
    "templates.csv?offset=1,400,offset",
    "templates.csv?day=x,400,day"
  })
  void whatIsWrongIsAnErrorAsElsewhere(String call, int status, String field) {
    Answer refused = console.get("/api/v1/" + call);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.text("/error/field")).isEqualTo(field);
    assertThat(refused.header("Content-Disposition")).isEmpty();
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
