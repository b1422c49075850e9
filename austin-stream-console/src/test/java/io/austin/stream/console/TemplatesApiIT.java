package io.austin.stream.console;

import static io.austin.stream.console.Written.TODAY;
import static io.austin.stream.console.Written.businessId;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.common.BusinessId;
import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API's templates: one with its minutes, and all of a day. */
@Timeout(60)
class TemplatesApiIT {
  @RegisterExtension
  @Order(1)
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  @Order(2)
  static final ConsoleExtension console = ConsoleExtension.over(redis);

  private static final long TEMPLATE = businessId(3);

  private final Written written = new Written(redis.client());

  @Test
  void aTemplatesFunnel() {
    written
        .totals(
            TEMPLATE, Map.of(10, 1000, 30, 60, 40, 40, 60, 850, 70, 40, 64, 85, -1, 3, 40003, 9))
        .distinct(TEMPLATE, 10, "a", "b");

    Answer day = console.of("template", String.valueOf(TEMPLATE));

    assertThat(day.number("/totals/filtered")).isEqualTo(100);
    assertThat(day.number("/totals/passed")).isEqualTo(900);
    assertThat(day.number("/totals/channelErrors")).isEqualTo(12);
    assertThat(day.at("/totals/rates/sent").asDouble()).isEqualTo(0.85);
    assertThat(day.at("/totals/rates/clicked").asDouble()).isEqualTo(0.1);
    assertThat(day.at("/states").findValuesAsText("code"))
        .containsExactly("10", "30", "40", "60", "64", "70", "40003", "-1");
    assertThat(day.number("/states/0/distinct")).isEqualTo(2);
    assertThat(day.at("/states/1/distinct").isNull()).isTrue();
  }

  @Test
  void aTemplateIdMeansTodaysTemplateOfEitherType() {
    long scheduled = BusinessId.of(10, 3, TODAY).toLong();
    written.totals(TEMPLATE, Map.of(10, 5)).totals(scheduled, Map.of(10, 9));

    Answer day = console.of("template", "3");

    assertThat(day.text("/businessId")).isEqualTo(String.valueOf(scheduled));
    assertThat(day.text("/alternatives/0")).isEqualTo(String.valueOf(TEMPLATE));
    assertThat(console.get("/api/v1/template?id=3&day=20200101").status()).isEqualTo(404);
  }

  @Test
  void aTemplatesDayByMinute() {
    written
        .totals(TEMPLATE, Map.of(10, 7, 60, 2))
        .minute(TEMPLATE, 615, 10, 3)
        .minute(TEMPLATE, 9, 10, 4)
        .minute(TEMPLATE, 616, 60, 2)
        .minute(TEMPLATE, 5000, 60, 2);

    Answer minutes = console.of("template/minutes", String.valueOf(TEMPLATE));

    assertThat(minutes.at("/available").asBoolean()).isTrue();
    assertThat(minutes.at("/series/0/points")).hasToString("[[9,4],[615,3]]");
    assertThat(minutes.at("/series/1/points")).hasToString("[[616,2]]");
    assertThat(minutes.text("/day")).isEqualTo(TODAY.toString());
  }

  @Test
  void minutesThatAreNotKept() {
    written.totals(businessId(99), Map.of(10, 7));

    Answer minutes = console.of("template/minutes", String.valueOf(businessId(99)));

    assertThat(minutes.status()).isEqualTo(200);
    assertThat(minutes.at("/available").asBoolean()).isFalse();
    assertThat(console.of("template/minutes", "98").status()).isEqualTo(404);
  }

  @Test
  void theTemplatesOfAPastDay() {
    LocalDate day = LocalDate.of(2022, 12, 24);
    for (int i = 1; i <= 5; i++) {
      written.totals(
          BusinessId.of(20, i, day).toLong(), Map.of(10, 100 * i, 60, 10 * (6 - i), 70, i));
    }

    Answer busiest = console.get("/api/v1/templates?day=20221224&limit=2");
    Answer sent = console.get("/api/v1/templates?day=20221224&sort=rates.sent&order=asc&offset=3");

    assertThat(busiest.at("/templates").findValuesAsText("id")).containsExactly("5", "4");
    assertThat(busiest.number("/totals/received")).isEqualTo(1500);
    assertThat(busiest.number("/page/total")).isEqualTo(5);
    assertThat(busiest.at("/templates/0/lastHour").isNull()).isTrue();
    assertThat(busiest.at("/today").asBoolean()).isFalse();
    assertThat(sent.at("/templates").findValuesAsText("id")).containsExactly("2", "1");
  }

  @Test
  void theTemplatesOfTodayShowTheirLastHour() {
    LocalTime now = LocalTime.now(Clock.system(ZoneId.of(RunningConsole.ZONE)));
    int minute = now.getHour() * 60 + now.getMinute();
    written.totals(businessId(7), Map.of(10, 5, 60, 4)).minute(businessId(7), minute, 10, 5);

    Answer today = console.get("/api/v1/templates");

    assertThat(today.at("/templates/0/lastHour/received")).hasSize(60);
    assertThat(today.at("/templates/0/lastHour/received").toString()).contains("5");
    assertThat(today.at("/templates/0/lastHour/failed")).hasSize(60);
    assertThat(today.number("/lastHourUntil")).isBetween((long) minute, minute + 1L);
  }

  @Test
  void aDayWithoutTemplates() {
    Answer day = console.get("/api/v1/templates?day=20210101");

    assertThat(day.status()).isEqualTo(200);
    assertThat(day.at("/available").asBoolean()).isFalse();
    assertThat(day.at("/templates")).isEmpty();
    assertThat(day.at("/totals/rates/sent").isNull()).isTrue();
  }
}
