package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the API says of channels' codes, and that a team's file counts without a restart. */
@Timeout(60)
class ChannelCodesApiIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final String HEAD = "channel,code,class,zh,en,advice_zh,advice_en,source\n";

  @TempDir private static Path directory;

  private static RunningConsole console;
  private static Path codes;

  private final Written written = new Written(redis.client());

  @BeforeAll
  static void start() throws IOException {
    Path names =
        Files.writeString(
            directory.resolve("templates.csv"),
            "id,name,send_channel\n50,service,50\n60,programme,60\n30,text,30\n");
    codes =
        Files.writeString(directory.resolve("codes.csv"), HEAD + "30,-9,provider,,no route,,,\n");
    console =
        RunningConsole.over(
            redis.uri(),
            "console.templates.file",
            names.toString(),
            "console.codes.file",
            codes.toString());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aFailureSaysWhatItsCodeMeansAndWhatToDo() {
    written.message("anna", "m-anna", businessId(60), NOON, 10, 43101, 70);

    JsonNode ofMessage = console.of("message", "m-anna").at("/channelCode");
    JsonNode ofReceiver = console.of("receiver", "anna").at("/messages/0/channelCode");

    assertThat(ofMessage.path("code").asInt()).isEqualTo(43101);
    assertThat(ofMessage.path("en").asText())
        .isEqualTo("the user has not subscribed, or no longer");
    assertThat(ofMessage.path("zh").asText()).startsWith("用户拒绝接受消息");
    assertThat(ofMessage.path("class").path("code").asText()).isEqualTo("receiver");
    assertThat(ofMessage.path("advice").path("en").asText()).contains("ask for a new subscription");
    assertThat(ofMessage.path("source").asText()).contains("WxMaErrorMsgEnum");
    assertThat(ofReceiver).isEqualTo(ofMessage);
  }

  @Test
  void theNewestCodeBesideAFailureCounts() {
    written.message("bea", "m-bea", businessId(50), NOON, 10, 45011, 40003, 70);
    written.message("bea", "m-bea-2", businessId(50), NOON, 10, 40003, 60);
    written.message("bea", "m-bea-3", businessId(50), NOON, 10, 70);

    assertThat(console.of("message", "m-bea").number("/channelCode/code")).isEqualTo(40003);
    assertThat(console.of("message", "m-bea-2").at("/channelCode").isNull()).isTrue();
    assertThat(console.of("message", "m-bea-3").at("/channelCode").isNull()).isTrue();
  }

  @Test
  void aCodeThatNobodyKnowsIsSaidToBeUnknown() {
    written.message("carl", "m-carl", businessId(60), NOON, 10, 31337);
    // Which channel the template is of is not known, so the same number may mean anything.
    written.message("carl", "m-carl-2", businessId(99), NOON, 10, 43101);

    for (String message : new String[] {"m-carl", "m-carl-2"}) {
      JsonNode code = console.of("message", message).at("/channelCode");
      assertThat(code.path("zh").asText()).isEqualTo(code.path("code").asText());
      assertThat(code.path("en").asText()).isEqualTo(code.path("code").asText());
      for (String known : new String[] {"class", "advice", "source"}) {
        assertThat(code.path(known).isNull()).as(known).isTrue();
      }
    }
  }

  @Test
  void aTemplatesCodesAreRanked() {
    written.totals(businessId(50), Map.of(10, 100, 60, 80, 70, 20, 40003, 5, 43004, 9, 31337, 6));

    Answer template = console.of("template", String.valueOf(businessId(50)));

    assertThat(template.at("/codes").findValuesAsText("count")).containsExactly("9", "6", "5");
    assertThat(template.number("/codes/0/meaning/code")).isEqualTo(43004);
    assertThat(template.text("/codes/0/meaning/class/code")).isEqualTo("receiver");
    assertThat(template.at("/codes/1/meaning/class").isNull()).isTrue();
  }

  @Test
  void theTeamsFileCountsWithoutARestart() throws IOException {
    written.message("dora", "m-dora", businessId(30), NOON, 10, -9);
    assertThat(console.of("message", "m-dora").text("/channelCode/en")).isEqualTo("no route");

    rewrite("30,-9,account,欠费,no money left,去充值。,Pay.,our wiki\n", 5);
    await()
        .untilAsserted(
            () ->
                assertThat(console.of("message", "m-dora").text("/channelCode/advice/en"))
                    .isEqualTo("Pay."));
    assertThat(console.of("message", "m-dora").text("/channelCode/source")).isEqualTo("our wiki");
    assertThat(console.of("message", "m-dora").text("/state/zh")).isEqualTo("欠费");
    assertThat(console.get("/api/v1/health").at("/codesFile").toString())
        .isEqualTo("{\"present\":true,\"ok\":true}");

    rewrite("30,-9,nobody,x,x,,,\n", 10);
    await()
        .untilAsserted(
            () -> {
              assertThat(console.of("message", "m-dora").text("/channelCode/en"))
                  .isEqualTo("no money left");
              assertThat(console.get("/api/v1/health").at("/codesFile/ok").asBoolean()).isFalse();
            });
  }

  private static void rewrite(String rows, int seconds) throws IOException {
    FileTime before = Files.getLastModifiedTime(codes);
    Files.writeString(codes, HEAD + rows);
    Files.setLastModifiedTime(codes, FileTime.fromMillis(before.toMillis() + seconds * 1000L));
  }
}
