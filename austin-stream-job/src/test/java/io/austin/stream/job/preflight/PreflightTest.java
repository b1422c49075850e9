package io.austin.stream.job.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.FreePort;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody is there. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class PreflightTest {
  private static final String SECRET = "hunter2";

  @Test
  void closedPortsAreToldAtOnceOneLineEach() {
    int kafka = FreePort.next();
    int redis = FreePort.next();

    assertThatThrownBy(
            () -> Preflight.check(options("127.0.0.1:" + kafka, "redis://127.0.0.1:" + redis)))
        .isInstanceOf(UsageException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .containsExactly(
                        "Kafka cannot be reached at 127.0.0.1:"
                            + kafka
                            + " (connection refused). Start it, or correct"
                            + " kafka.bootstrap.servers.",
                        "Redis cannot be reached at 127.0.0.1:"
                            + redis
                            + " (connection refused). Start it, or correct redis.uri."));
  }

  @Test
  void allOfSeveralBrokersAreNamed() {
    int first = FreePort.next();
    int second = FreePort.next();

    assertThatThrownBy(
            () ->
                Preflight.checkKafka(
                    options("127.0.0.1:" + first + ",127.0.0.1:" + second, "redis://r:1")))
        .hasMessageContaining(first + " (connection refused)")
        .hasMessageContaining(second + " (connection refused)");
  }

  @Test
  void unknownHostsAreCalledSo() {
    assertThatThrownBy(
            () -> Preflight.check(options("nowhere.invalid:9092", "redis://nowhere.invalid")))
        .hasMessageContaining("Kafka cannot be reached at nowhere.invalid:9092 (unknown host)")
        .hasMessageContaining("Redis cannot be reached at nowhere.invalid:6379 (unknown host)");
  }

  @Test
  void aPasswordIsNotTold() {
    String uri = "redis://me:" + SECRET + "@127.0.0.1:" + FreePort.next();

    assertThatThrownBy(() -> Preflight.checkRedis(options("k:1", uri)))
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aFileOfTemplatesThatIsNotThereIsToldWhereAlertsNeedIt() {
    Map<String, String> options =
        Map.of(
            "kafka.bootstrap.servers",
            "127.0.0.1:" + FreePort.next(),
            "redis.uri",
            "redis://127.0.0.1:" + FreePort.next(),
            "alerts.rules.topic",
            "rules",
            "alerts.topic",
            "incidents",
            "console.templates.file",
            "nowhere.csv");

    assertThatThrownBy(() -> Preflight.checkInsights(OptionValues.of(options)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("console.templates.file cannot be read: nowhere.csv");
  }

  private static OptionValues options(String kafka, String redis) {
    return OptionValues.of(Map.of("kafka.bootstrap.servers", kafka, "redis.uri", redis));
  }
}
