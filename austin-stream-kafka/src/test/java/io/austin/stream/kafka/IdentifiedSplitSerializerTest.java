package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class IdentifiedSplitSerializerTest {
  private static final KafkaPartitionSplit PLAIN =
      new KafkaPartitionSplit(new TopicPartition("austinLog", 3), 42);

  private final IdentifiedSplitSerializer serializer = new IdentifiedSplitSerializer();

  @Test
  void aSplitKeepsItsTopicsId() throws Exception {
    IdentifiedSplit split = new IdentifiedSplit(PLAIN, "kT7VtKkvQ0-1mZx8g5mXyA");

    assertThat(roundTrip(split)).isEqualTo(split).isInstanceOf(IdentifiedSplit.class);
  }

  @Test
  void aSplitWithoutOneStaysSo() throws Exception {
    assertThat(roundTrip(PLAIN)).isEqualTo(PLAIN).isNotInstanceOf(IdentifiedSplit.class);
  }

  @Test
  void whatTheConnectorWroteItselfIsRead() throws Exception {
    KafkaPartitionSplitSerializer connector = new KafkaPartitionSplitSerializer();

    assertThat(serializer.deserialize(connector.getVersion(), connector.serialize(PLAIN)))
        .isEqualTo(PLAIN);
  }

  private KafkaPartitionSplit roundTrip(KafkaPartitionSplit split) throws Exception {
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }
}
