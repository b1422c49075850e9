package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.austin.stream.test.server.KafkaExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class KafkaCatalogIT {
  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  private KafkaCatalog catalog;

  @BeforeEach
  void open() {
    kafka.server().createTopic("austinLog", 1);
    catalog = KafkaCatalog.open(KafkaClients.of(kafka.bootstrapServers()));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void topicsAreKnownByTheirIds() throws Exception {
    assertThat(catalog.idsOf(List.of("austinLog")))
        .isEqualTo(Map.of("austinLog", kafka.server().topicId("austinLog").toString()));
    assertThatThrownBy(() -> catalog.idsOf(List.of("austinLog", "none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Topic 'none' in Kafka at")
        .hasMessageContaining("does not exist");
  }

  @Test
  void aPartitionBeginsWhereRetentionLeftIt() throws Exception {
    kafka.server().produce("austinLog", 0, List.of(new byte[1], new byte[1], new byte[1]));
    kafka.server().deleteRecordsBefore("austinLog", 0, 2);

    TopicPartition partition = new TopicPartition("austinLog", 0);
    assertThat(catalog.earliest(List.of(partition))).isEqualTo(Map.of(partition, 2L));
  }
}
