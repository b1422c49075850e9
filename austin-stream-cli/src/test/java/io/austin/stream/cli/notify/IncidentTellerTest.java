package io.austin.stream.cli.notify;

import static io.austin.stream.cli.notify.IncidentEvents.BEGUN;
import static io.austin.stream.cli.notify.IncidentEvents.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is posted to whom, letter by letter. */
class IncidentTellerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final IncidentFilter ALL = new IncidentFilter(Set.of());
  private static final Instant NOW = Instant.ofEpochMilli(BEGUN + 120_000);

  private final News news = new News();

  @Test
  void dingTalkFindsItsSignatureInTheAddress() throws Exception {
    Request request = robot(Robot.Dialect.DINGTALK, "SECabc").orElseThrow();

    // printf '1795687580000\nSECabc' | openssl dgst -sha256 -hmac SECabc -binary | base64
    assertThat(request.path())
        .isEqualTo(
            "/robot/send?access_token=x&timestamp=1795687580000&sign=28nxMdZ9Wu%2BF8YDxPbp7ZMl0DaM9VANz0UyXPxuYNUc%3D");
    JsonNode body = JSON.readTree(request.body());
    assertThat(body.path("msgtype").asText()).isEqualTo("text");
    assertThat(body.at("/text/content").asText()).startsWith("austin 告警：新增 1");
    assertThat(request.coded()).isTrue();
  }

  @Test
  void feishuFindsItInTheBody() throws Exception {
    Request request = robot(Robot.Dialect.FEISHU, "abc").orElseThrow();

    assertThat(request.path()).isEqualTo("/robot/send?access_token=x");
    JsonNode body = JSON.readTree(request.body());
    assertThat(body.path("msg_type").asText()).isEqualTo("text");
    assertThat(body.at("/content/text").asText()).startsWith("austin 告警：新增 1");
    assertThat(body.path("timestamp").asText()).isEqualTo("1795687580");
    // printf '' | openssl dgst -sha256 -hmac $'1795687580\nabc' -binary | base64
    assertThat(body.path("sign").asText())
        .isEqualTo("YWjRGhcz1W33rZF8YCw2KLfrEk81c9kLnITx/KVmo84=");
  }

  @Test
  void withoutASecretNothingIsSigned() throws Exception {
    for (Robot.Dialect dialect : Robot.Dialect.values()) {
      Request request = robot(dialect, null).orElseThrow();
      assertThat(request.path()).isEqualTo("/robot/send?access_token=x");
      assertThat(JSON.readTree(request.body()).has("sign")).isFalse();
    }
  }

  private Optional<Request> robot(Robot.Dialect dialect, String secret) {
    news.add(told("a", "template 8", "warning", "opened", false), 1);
    return new Robot(dialect, ALL, Optional.ofNullable(secret), Digest.Language.CHINESE)
        .request("/robot/send?access_token=x", news, NOW, "");
  }

  @Test
  void alertmanagerIsToldWhatIsOpenUntilWhenItHoldsAndWhatEnded() throws Exception {
    news.add(told("a", "template 8", "critical", "opened", false), 1);
    news.known(told("b", "everything", "warning", "opened", false));
    news.add(told("b", "everything", "warning", "ended", false), 2);
    Request request = alertmanager().orElseThrow();

    assertThat(request.path()).isEqualTo("/am/api/v2/alerts");
    assertThat(request.headers()).contains("Authorization: Bearer t0ken");
    JsonNode alerts = JSON.readTree(request.body());
    assertThat(alerts).hasSize(2);
    JsonNode open =
        alerts.get(0).at("/labels/scope").asText().equals("template 8")
            ? alerts.get(0)
            : alerts.get(1);
    JsonNode ended = open == alerts.get(0) ? alerts.get(1) : alerts.get(0);
    assertThat(open.at("/labels/alertname").asText()).isEqualTo("many-fail");
    assertThat(open.at("/labels/severity").asText()).isEqualTo("critical");
    assertThat(open.at("/labels/template").asText()).isEqualTo("8");
    assertThat(open.at("/annotations/summary").asText()).isEqualTo("Too many fail.");
    assertThat(open.path("startsAt").asText()).isEqualTo(Instant.ofEpochMilli(BEGUN).toString());
    assertThat(open.path("endsAt").asText()).isEqualTo(NOW.plusSeconds(240).toString());
    assertThat(open.path("generatorURL").asText()).isEqualTo("https://console/incidents");
    assertThat(ended.path("endsAt").asText())
        .isEqualTo(Instant.ofEpochMilli(BEGUN + 780_000).toString());

    news.told();
    assertThat(JSON.readTree(alertmanager().orElseThrow().body())).hasSize(1);
  }

  @Test
  void whatOpensAgainAtOnceStaysOpen() throws Exception {
    news.known(told("first", "template 8", "critical", "opened", false));
    news.add(told("first", "template 8", "critical", "ended", false), 1);
    news.add(told("second", "template 8", "critical", "opened", false), 1);

    JsonNode alerts = JSON.readTree(alertmanager().orElseThrow().body());
    assertThat(alerts).hasSize(1);
    assertThat(alerts.at("/0/annotations/incident").asText()).isEqualTo("second");
  }

  @Test
  void whatIsOpenForLongerThanAWeekIsForgotten() {
    news.known(told("a", "template 8", "critical", "opened", false));
    Instant later = NOW.plus(Duration.ofDays(8));
    assertThat(alertmanager(later)).isEmpty();
  }

  private Optional<Request> alertmanager() {
    return alertmanager(NOW);
  }

  private Optional<Request> alertmanager(Instant now) {
    return new Alertmanager(ALL, Optional.of("t0ken"), Duration.ofMinutes(1))
        .request("/am", news, now, "https://console/incidents");
  }
}
