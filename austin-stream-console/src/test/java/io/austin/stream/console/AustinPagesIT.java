package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.TODAY;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What austin's own pages get. */
@Timeout(60)
class AustinPagesIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final long NAMED = businessId(3);
  private static final long UNKNOWN = businessId(4);

  @TempDir private static Path directory;

  private static RunningConsole console;

  @BeforeAll
  static void start() throws IOException {
    Path names =
        Files.writeString(
            directory.resolve("templates.csv"),
            "id,name,send_channel,creator\n3,验证码,30,Java3y\n50,服务号,50,a\n60,小程序,60,a\n");
    console = RunningConsole.over(redis.uri(), "console.templates.file", names.toString());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aReceiversTimelineHasAnItemForEachMessage() {
    new Written(redis.client())
        .message("137", "m1", NAMED, NOON, 10, 60)
        .message("137", "m2", NAMED, NOON + 500, 10, 40)
        .message("137", null, UNKNOWN, NOON - 9000, 10, 70, 10, 60);

    Answer answer = console.post("/trace/user", "{\"receiver\":\"137\"}");

    assertThat(answer.text("/status")).isEqualTo("0");
    assertThat(answer.text("/msg")).isEqualTo("操作成功");
    assertThat(answer.at("/data/items")).hasSize(4);
    assertThat(answer.at("/data/items/1"))
        .hasToString(
            ("{'businessId':'%d','title':'验证码','detail':'%s 12:00:00:消息接收成功==>"
                    + "%s 12:00:01:消息下发成功==>','sendType':'sms(短信)','creator':'Java3y'}")
                .formatted(NAMED, TODAY, TODAY)
                .replace('\'', '"'));
    assertThat(answer.text("/data/items/3/detail"))
        .isEqualTo(TODAY + " 11:59:51:消息接收成功==>" + TODAY + " 11:59:52:消息下发失败==>");
    assertThat(answer.text("/data/items/3/title")).isEqualTo("4");
    assertThat(answer.text("/data/items/3/sendType")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+86 139-1111-3333",
        "tel:13911113333",
        "１３９１１１１３３３３",
        "139 1111 3333",
        "13911113333"
      })
  void whatIsPastedThereIsUnderstoodToo(String receiver) {
    new Written(redis.client())
        .message("13911113333", "m7", NAMED, NOON, 10, 60)
        .message("+8613911113333", "m8", NAMED, NOON + 500, 10, 40);

    Answer answer = console.post("/trace/user", "{\"receiver\":\"" + receiver + "\"}");

    assertThat(answer.at("/data/items")).as("the messages of both forms").hasSize(2);
    assertThat(answer.text("/data/items/1/detail")).contains("12:00:01:消息下发成功");
    assertThat(console.post("/trace/message", "{\"messageId\":\"id: m7\"}").at("/data/items"))
        .hasSize(1);
  }

  @Test
  void aMessagesTimeline() {
    new Written(redis.client()).message("137", "m1", NAMED, NOON, 10, 60, 40003);

    Answer answer = console.post("/trace/message", "{\"messageId\":\"m1\",\"other\":[]}");

    assertThat(answer.at("/data/items")).hasSize(1);
    assertThat(answer.text("/data/items/0/detail")).endsWith("12:00:02:40003==>");
  }

  @Test
  void aChannelsCodeIsCalledAsThatChannelDoes() {
    new Written(redis.client())
        .message("137", "m50", businessId(50), NOON, 10, 40003)
        .message("137", "m60", businessId(60), NOON, 10, 40003, 12345678)
        .message("137", "m3", NAMED, NOON, 10, 40003)
        .totals(businessId(60), Map.of(40003, 7));

    assertThat(detail("m60")).endsWith("12:00:01:openid 不正确==>" + TODAY + " 12:00:02:12345678==>");
    assertThat(detail("m50"))
        .endsWith("12:00:01:不合法的 OpenID ，请开发者确认 OpenID （该用户）是否已关注公众号，或是否是其他公众号的 OpenID==>");
    assertThat(detail("m3")).endsWith("12:00:01:40003==>");
    assertThat(console.post("/trace/messageTemplate", "{\"businessId\":60}").at("/data/xAxis/data"))
        .hasToString("[\"openid 不正确\"]");
  }

  private static String detail(String messageId) {
    return console
        .post("/trace/message", "{\"messageId\":\"" + messageId + "\"}")
        .text("/data/items/0/detail");
  }

  @Test
  void stepsOfTheSameMillisecondBeginWithTheOneThatWasTakenIn() {
    new Written(redis.client())
        .message("137", "m1", NAMED, NOON, 30)
        .message("137", "m1", NAMED, NOON, 10);

    assertThat(detail("m1"))
        .isEqualTo(TODAY + " 12:00:00:消息接收成功==>" + TODAY + " 12:00:00:消息被内容去重==>");
  }

  @Test
  void aTemplateWithoutTotalsKeepsItsTitle() {
    for (String id : new String[] {"3", String.valueOf(NAMED)}) {
      Answer chart = console.post("/trace/messageTemplate", "{\"businessId\":\"" + id + "\"}");

      assertThat(chart.text("/data/title/text")).startsWith("【验证码】在");
      assertThat(chart.at("/data/series/0/data")).isEmpty();
    }
  }

  @Test
  void aBusinessIdMayHaveNineteenDigits() {
    redis.client().hset("1234567890123456789", "10", "7");

    assertThat(
            console
                .post("/trace/messageTemplate", "{\"businessId\":1234567890123456789}")
                .at("/data/series/0/data/0")
                .asLong())
        .isEqualTo(7);
  }

  @Test
  void aTemplatesChart() {
    new Written(redis.client()).totals(NAMED, Map.of(60, 850, 10, 1000));

    Answer byTemplate = console.post("/trace/messageTemplate", "{\"businessId\":3}");
    Answer byBusinessId =
        console.post("/trace/messageTemplate", "{\"businessId\":\"" + NAMED + "\"}");

    assertThat(byTemplate.body()).isEqualTo(byBusinessId.body());
    assertThat(byTemplate.text("/data/title/text"))
        .isEqualTo("【验证码】在" + DateTimeFormatter.ofPattern("uuuu年MM月dd日").format(TODAY) + "的下发情况：");
    assertThat(byTemplate.at("/data/xAxis/data")).hasToString("[\"消息接收成功\",\"消息下发成功\"]");
    assertThat(byTemplate.at("/data/series/0"))
        .hasToString("{\"name\":\"人数\",\"type\":\"bar\",\"data\":[1000,850]}");
    assertThat(byTemplate.at("/data/yAxis").isObject()).isTrue();
    assertThat(byTemplate.at("/data/tooltip").isObject()).isTrue();
    assertThat(byTemplate.at("/data/legend/data")).hasToString("[\"人数\"]");
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(console.post("/trace/user", "{\"receiver\":\"x\"}").at("/data/items")).isEmpty();
    assertThat(console.post("/trace/user", "{}").at("/data/items")).isEmpty();
    assertThat(console.post("/trace/message", "{\"messageId\":null}").at("/data/items")).isEmpty();
    assertThat(
            console
                .post("/trace/messageTemplate", "{\"businessId\":\"x\"}")
                .at("/data/series/0/data"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{\"receiver\":{}}", "{\"receiver\":[\"a\"]}", "{}{"})
  void aBadRequestSaysSo(String body) {
    Answer answer = console.post("/trace/user", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/status")).isEqualTo("A0100");
  }

  @Test
  void aBodyMayNotBeEndless() {
    assertThat(console.post("/trace/user", " ".repeat(100_000)).status()).isEqualTo(413);
    assertThat(console.post("/trace/user", "[".repeat(15_000)).status()).isEqualTo(400);
  }

  @Test
  void namesAreFoundBySearchAmongMoreTemplatesThanADayShows() {
    Written written = new Written(redis.client()).totals(NAMED, Map.of(10, 5));
    for (int other = 1_000; other < 2_001; other++) {
      written.totals(businessId(other), Map.of(10, 6));
    }

    Answer found = console.get("/api/v1/search?q=" + RunningConsole.encoded("验证"));

    assertThat(found.text("/hits/0/template/name")).isEqualTo("验证码");
    assertThat(found.text("/hits/0/template/channel/en")).isEqualTo("SMS");
  }
}
