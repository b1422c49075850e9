package io.austin.stream.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.console.RunningConsole.Answer;
import io.austin.stream.test.server.RedisExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API does not answer, and how it says so. */
@Timeout(60)
class RefusalsApiIT {
  @RegisterExtension
  @Order(1)
  static final RedisExtension redis = new RedisExtension();

  @RegisterExtension
  @Order(2)
  static final ConsoleExtension console = ConsoleExtension.over(redis);

  @ParameterizedTest
  @CsvSource({"message,P3D,3 days", "receiver,day,end of their day", "template,P30D,30 days"})
  void whatIsNotThereSaysForHowLongItWouldBeKept(String view, String kept, String words) {
    Answer missing = console.of(view, "7654321");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text("/error/code")).isEqualTo("not_found");
    assertThat(missing.text("/error/field")).isEqualTo("id");
    assertThat(missing.text("/error/kept")).isEqualTo(kept);
    assertThat(missing.text("/error/message")).contains(words);
    assertThat(missing.at("/freshness/known").isBoolean()).isTrue();
  }

  @Test
  void whereOptionsKeepItForLongerOrShorterItSaysThat() {
    try (RunningConsole other =
        RunningConsole.over(redis.uri(), "retention.message", "1d", "retention.template", "90d")) {
      assertThat(other.of("message", "7654321").text("/error/kept")).isEqualTo("P1D");
      assertThat(other.of("template", "7654321").text("/error/message")).contains("90 days");
      assertThat(other.get("/api/v1/health").text("/kept/template")).isEqualTo("P90D");
      assertThat(other.get("/api/v1/trends?days=90").status()).isEqualTo(200);
      assertThat(other.get("/api/v1/trends?days=91").text("/error/field")).isEqualTo("days");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/receiver,id",
    "/api/v1/receiver?id=,id",
    "/api/v1/receiver?id=%20,id",
    "/api/v1/receiver?id=a&id=b,id",
    "/api/v1/receiver?id=a&limit=0,limit",
    "/api/v1/receiver?id=a&limit=201,limit",
    "/api/v1/receiver?id=a&limit=-1,limit",
    "/api/v1/receiver?id=a&limit=99999999999,limit",
    "/api/v1/receiver?id=a&offset=100001,offset",
    "/api/v1/receiver?id=a&outcome=lost,outcome",
    "/api/v1/receiver?id=a&nonsense=1,nonsense",
    "/api/v1/message?id=a&limit=1001,limit",
    "/api/v1/caller?id=a&limit=101,limit",
    "/api/v1/caller,id",
    "/api/v1/template?id=abc,id",
    "/api/v1/template?id=0,id",
    "/api/v1/template?id=-3,id",
    "/api/v1/template?id=9999999999999999999,id",
    "/api/v1/template?id=99999999999999999999,id",
    "/api/v1/template?id=3&day=2022-12-24,day",
    "/api/v1/template?id=3&day=20221324,day",
    "/api/v1/template?id=3&day=20230229,day",
    "/api/v1/templates?sort=name,sort",
    "/api/v1/templates?order=up,order",
    "/api/v1/search,q"
  })
  void aWrongParameterIsNamed(String path, String field) {
    Answer refused = console.get(path);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/error/code")).isEqualTo("invalid_parameter");
    assertThat(refused.text("/error/field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/search?q=100%,q",
    "/api/v1/search?q=%zz,q",
    "/api/v1/search?q=%ff,q",
    "/api/v1/message?id=a%C3,id",
    "/api/v1/templates.csv?day=%ff,day",
    "/api/v1/receiver?id=a&limit=%,limit"
  })
  void whatIsNotPercentEncodedIsNamedAsThat(String path, String field) {
    assertThat(console.running().rawGet(path, "localhost"))
        .startsWith("HTTP/1.1 400")
        .contains(field + " is not percent-encoded", "%25")
        .doesNotContain("times");
  }

  @Test
  void malformedRequestsAreRefusedInTheSameForm() {
    assertThat(console.running().rawGet("/api/v1/receiver?id=%zz", "localhost"))
        .startsWith("HTTP/1.1 400")
        .contains("Content-Security-Policy", "\"error\"")
        .doesNotContain("jetty", "Exception");
    assertThat(console.running().rawGet("/api/v1/%", "localhost"))
        .startsWith("HTTP/1.1 404")
        .contains("no_such_address");
    assertThat(console.running().raw("nonsense\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .doesNotContain("etty");
    assertThat(console.get("/api/v1/nonsense").text("/error/code")).isEqualTo("no_such_address");
    assertThat(console.running().post("/api/v1/health", "{}").text("/error/code"))
        .isEqualTo("method_not_allowed");
    assertThat(console.running().rawGet("/" + "x".repeat(100_000), "localhost"))
        .startsWith("HTTP/1.1 4")
        .contains("Content-Security-Policy");
  }
}
