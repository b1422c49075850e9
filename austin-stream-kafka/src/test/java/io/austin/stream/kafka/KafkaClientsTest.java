package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
  private static final KafkaClients CLIENTS =
      KafkaClients.of(
          "k:9092",
          Map.of(
              "security.protocol", "SSL",
              "ssl.key.password", "hunter2",
              "max.poll.records", "7",
              "linger.ms", "5",
              "client.id.prefix", "mine"));

  @Test
  void eachClientGetsWhatConcernsIt() {
    assertThat(CLIENTS.consumer())
        .containsEntry("bootstrap.servers", "k:9092")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("max.poll.records", "7")
        .doesNotContainKey("linger.ms");
    assertThat(CLIENTS.producer())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "5")
        .doesNotContainKey("max.poll.records");
    assertThat(CLIENTS.admin())
        .containsEntry("security.protocol", "SSL")
        .doesNotContainKeys("linger.ms", "max.poll.records");
  }

  @Test
  void whatNoClientKnowsGoesToAll() {
    assertThat(CLIENTS.consumer()).containsEntry("client.id.prefix", "mine");
    assertThat(CLIENTS.admin()).containsEntry("client.id.prefix", "mine");
  }

  @Test
  void theyArePrintedWithoutTheirSecrets() {
    assertThat(CLIENTS).hasToString("Kafka at k:9092");
  }

  @Test
  void thereIsAServer() {
    assertThatThrownBy(() -> KafkaClients.of(" ")).hasMessageContaining("bootstrapServers");
  }

  @Test
  void sourceAndReaderTravelWithTheJob() {
    TraceEventSource source =
        TraceEventSource.of(
            CLIENTS, List.of("austinLog"), "austinLogGroup", StartingOffsets.earliest());

    assertThatCode(() -> InstantiationUtil.clone(source)).doesNotThrowAnyException();
  }
}
