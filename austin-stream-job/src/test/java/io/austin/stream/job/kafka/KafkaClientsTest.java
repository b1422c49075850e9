package io.austin.stream.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.austin.stream.options.OptionValues;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
  private static final OptionValues OPTIONS =
      OptionValues.of(
          Map.of(
              "kafka.bootstrap.servers", "k:9092",
              "kafka.properties.security.protocol", "SSL",
              "kafka.properties.max.poll.records", "7",
              "kafka.properties.linger.ms", "5",
              "kafka.properties.client.id.prefix", "mine"));

  @Test
  void eachClientGetsWhatConcernsIt() {
    assertThat(KafkaClients.consumer(OPTIONS))
        .containsEntry("bootstrap.servers", "k:9092")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("max.poll.records", "7")
        .doesNotContainKey("linger.ms");
    assertThat(KafkaClients.producer(OPTIONS))
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "5")
        .doesNotContainKey("max.poll.records");
    assertThat(KafkaClients.admin(OPTIONS))
        .containsEntry("security.protocol", "SSL")
        .doesNotContainKeys("linger.ms", "max.poll.records");
  }

  @Test
  void whatNoClientKnowsGoesToAll() {
    assertThat(KafkaClients.consumer(OPTIONS)).containsEntry("client.id.prefix", "mine");
    assertThat(KafkaClients.admin(OPTIONS)).containsEntry("client.id.prefix", "mine");
  }

  @Test
  void theSourceTravelsWithTheJob() {
    assertThatCode(() -> InstantiationUtil.clone(TraceEventSource.of(OPTIONS)))
        .doesNotThrowAnyException();
  }
}
