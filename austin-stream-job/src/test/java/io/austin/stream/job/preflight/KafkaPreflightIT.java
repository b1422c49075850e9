package io.austin.stream.job.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.UsageException;
import io.austin.stream.test.server.FreePort;
import io.austin.stream.test.server.KafkaExtension;
import io.austin.stream.test.server.KafkaServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real Kafka answers, and what the user is told. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KafkaPreflightIT {
  private static final String MAX_BYTES = "max.message.bytes";

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @BeforeEach
  void createTopics() {
    KafkaServer server = KAFKA.server();
    server.createTopic("austinLog", 2, Map.of(MAX_BYTES, "1000000"));
    server.createTopic("austinLarge", 1, Map.of(MAX_BYTES, "4000000"));
    server.createTopic("orders", 1, Map.of(MAX_BYTES, "1000000"));
    server.createTopic("dead", 1, Map.of(MAX_BYTES, "1000000"));
  }

  @Test
  void aKafkaThatIsAsItShouldBe() {
    assertThat(check(Map.of())).isEmpty();
    assertThat(check(Map.of("kafka.topic", "austinLog,orders", "dead-letter.topic", "dead")))
        .isEmpty();
  }

  @Test
  void aMissingTopicNamesTheNearest() {
    assertThatThrownBy(() -> check(Map.of("kafka.topic", "austinlogs")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "Topic 'austinlogs' does not exist in Kafka at %s; the nearest there: austinLog,"
                    .formatted(KAFKA.bootstrapServers())
                + " austinLarge, orders. Create it, or correct kafka.topic.");
  }

  @Test
  void aMissingDeadLetterTopic() {
    assertThatThrownBy(() -> check(Map.of("dead-letter.topic", "deadd")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Topic 'deadd' does not exist")
        .hasMessageContaining("Create it, or correct dead-letter.topic.");
  }

  @Test
  void deadLettersThatMayNotFit() {
    assertThat(check(Map.of("kafka.topic", "austinLarge", "dead-letter.topic", "dead")))
        .singleElement()
        .asString()
        .contains("'dead' takes up to 1000000 bytes", "'austinLarge' up to 4000000");
  }

  @Test
  void aServerThatIsNoKafka() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      assertThatThrownBy(
              () -> check(Map.of("kafka.bootstrap.servers", "127.0.0.1:" + silent.getLocalPort())))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("takes connections but did not answer within 5 s");
    }
  }

  @Test
  void oneBrokerOfTheListIsEnough() {
    assertThat(
            check(
                Map.of(
                    "kafka.bootstrap.servers",
                    "127.0.0.1:" + FreePort.next() + "," + KAFKA.bootstrapServers())))
        .isEmpty();
  }

  @Test
  void securitySettingsThatMakeNoClient() {
    assertThatThrownBy(() -> check(Map.of("kafka.properties.security.protocol", "TSL")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("The Kafka client cannot be set up: ");
  }

  private static List<String> check(Map<String, String> options) {
    return Preflight.checkKafka(options(options));
  }

  private static OptionValues options(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("kafka.bootstrap.servers", KAFKA.bootstrapServers());
    return OptionValues.of(all);
  }
}
