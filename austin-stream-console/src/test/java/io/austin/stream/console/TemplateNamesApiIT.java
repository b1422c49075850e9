package io.austin.stream.console;

import static io.austin.stream.console.Written.NOON;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.BusinessId;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API makes of what austin's table says of templates: their names, and their channels. */
@Timeout(60)
class TemplateNamesApiIT {
  @RegisterExtension static final RedisExtension redis = new RedisExtension();

  private static final int MANY = 600;
  private static final int FIRST_OF_SOME = 2000;
  private static final int SOME = 45;
  private static final int CONTACT = 3000;

  @TempDir private static Path directory;

  private static RunningConsole console;

  private final Written written = new Written(redis.client());

  @BeforeAll
  static void start() throws IOException {
    String names =
        "id,name,send_channel,creator\n"
            + "50,service,50,a\n60,programme,60,a\n70,work,70,a\n30,text,30,a\n"
            + rows(1000, MANY, "coupon")
            + rows(FIRST_OF_SOME, SOME, "parcel")
            + CONTACT
            + ",Questions to help@example.com or 13711112222,40,a\n";
    Path file = Files.writeString(directory.resolve("templates.csv"), names);
    console = RunningConsole.over(redis.uri(), "console.templates.file", file.toString());
  }

  private static String rows(int first, int count, String name) {
    return IntStream.range(first, first + count)
        .mapToObj(id -> id + "," + name + " " + id + ",30,a\n")
        .collect(Collectors.joining());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void allTemplatesOfANameAreFoundPageByPage() {
    for (int i = 0; i < SOME; i++) {
      written.totals(businessId(FIRST_OF_SOME + i), Map.of(10, i + 1));
    }

    Answer first = console.get("/api/v1/search?q=parcel");
    Answer last = console.get("/api/v1/search?q=parcel&offset=40");

    assertThat(first.at("/hits")).hasSize(20);
    assertThat(first.number("/hits/0/received")).isEqualTo(SOME);
    assertThat(first.number("/page/total")).isEqualTo(SOME);
    assertThat(first.number("/page/next")).isEqualTo(20);
    assertThat(last.at("/hits")).hasSize(5);
    assertThat(last.at("/page/next").isNull()).isTrue();
    assertThat(first.at("/truncated").asBoolean()).isFalse();
  }

  @Test
  void thatThereAreMoreThanWereLookedAtIsSaid() {
    written.totals(businessId(1000), Map.of(10, 1)).totals(businessId(1599), Map.of(10, 1));

    Answer found = console.get("/api/v1/search?q=coupon");

    assertThat(found.at("/truncated").asBoolean()).isTrue();
    assertThat(found.at("/hits").findValuesAsText("received")).hasSize(1);
    assertThat(console.get("/api/v1/search?q=coupon%201000").at("/hits")).hasSize(1);
  }

  @Test
  void aNameIsLookedUpOnTheDayThatIsWanted() {
    LocalDate day = LocalDate.of(2022, 12, 24);
    long then = BusinessId.of(20, 50, day).toLong();
    written.totals(then, Map.of(10, 7));

    assertThat(console.get("/api/v1/search?q=service&day=20221224").text("/hits/0/id"))
        .isEqualTo(String.valueOf(then));
  }

  @ParameterizedTest
  @CsvSource({"50,不合法的 OpenID,openid not valid", "60,openid 不正确,openid wrong", "30,40003,40003"})
  void aChannelsCodeIsCalledTheSameWhereverItStands(int template, String zh, String en) {
    String message = "m" + template;
    long id = businessId(template);
    written
        .message("r" + template, message, id, NOON, 10, 40003)
        .totals(id, Map.of(10, 1, 40003, 1))
        .minute(id, 615, 40003, 1);

    for (String language : new String[] {"zh", "en"}) {
      String name = language.equals("zh") ? zh : en;
      assertThat(console.of("message", message).text("/state/" + language)).contains(name);
      assertThat(console.of("message", message).text("/steps/1/state/" + language)).contains(name);
      Answer receiver = console.of("receiver", "r" + template);
      assertThat(receiver.text("/messages/0/state/" + language)).contains(name);
      assertThat(receiver.text("/messages/0/steps/1/state/" + language)).contains(name);
      assertThat(console.of("template", "" + id).text("/states/1/state/" + language))
          .contains(name);
      assertThat(console.of("template/minutes", "" + id).text("/series/0/state/" + language))
          .contains(name);
      assertThat(console.get("/api/v1/search?q=" + message).text("/hits/0/state/" + language))
          .contains(name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help@example.com",
        "HELP@EXAMPLE.COM",
        "ｈｅｌｐ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "to help@example.com",
        "13711112222",
        "137 1111 2222",
        "or 13711112222"
      })
  void theSourceOfNamesIsNotAskedForAReceiver(String receiver) {
    written.totals(businessId(CONTACT), Map.of(10, 1));

    assertThat(console.get("/api/v1/search?q=Questions").text("/hits/0/kind"))
        .isEqualTo("template");
    assertThat(console.get("/api/v1/search?q=" + RunningConsole.encoded(receiver)).at("/hits"))
        .isEmpty();
  }
}
