package io.austin.stream.test.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a {@link KafkaServer} does wherever it runs. */
@Timeout(90)
abstract class KafkaServerContract {
  private static final String TOPIC = "traces";

  abstract KafkaExtension kafka();

  abstract KafkaServer.Builder builder();

  private KafkaServer server() {
    return kafka().server();
  }

  @Test
  void storesRecordsByPartition() {
    server().createTopic(TOPIC, 2);

    assertThat(server().produce(TOPIC, 1, values("a", "b"))).isZero();
    assertThat(server().produce(TOPIC, 1, values("c"))).isEqualTo(2);
    server().produce(List.of(new ProducerRecord<>(TOPIC, 0, 7L, bytes("key"), bytes("d"))));

    assertThat(server().endOffsets(TOPIC)).containsEntry(0, 1L).containsEntry(1, 3L);
    assertThat(server().read(TOPIC))
        .extracting(KafkaServerContract::text)
        .containsExactly("d", "a", "b", "c");
  }

  @Test
  void givesARecreatedTopicAnotherId() {
    server().createTopic(TOPIC, 1);
    server().produce(TOPIC, 0, values("old"));
    Uuid old = server().topicId(TOPIC);

    server().deleteTopic(TOPIC);
    assertThat(server().topics()).isEmpty();
    server().createTopic(TOPIC, 1);

    assertThat(server().topicId(TOPIC)).isNotEqualTo(old);
    assertThat(server().produce(TOPIC, 0, values("new"))).isZero();
  }

  @Test
  void leavesGapsInTheOffsetsOfTransactions() {
    server().createTopic(TOPIC, 1);

    server().produceAborted(TOPIC, 0, values("never", "seen"));
    server().produceCommitted(TOPIC, 0, values("seen"));

    assertThat(server().read(TOPIC)).extracting(KafkaServerContract::text).containsExactly("seen");
    assertThat(server().read(TOPIC)).extracting(ConsumerRecord::offset).containsExactly(3L);
    assertThat(server().endOffsets(TOPIC)).containsEntry(0, 5L);
  }

  @Test
  void forgetsOldRecords() {
    server().createTopic(TOPIC, 1);
    server().produce(TOPIC, 0, values("a", "b", "c"));

    server().deleteRecordsBefore(TOPIC, 0, 2);

    assertThat(server().beginningOffsets(TOPIC)).containsEntry(0, 2L);
    assertThat(server().read(TOPIC)).extracting(KafkaServerContract::text).containsExactly("c");
  }

  @Test
  void createsNoTopicUnasked() {
    assertThatThrownBy(() -> server().topicId("nobody-created-it"))
        .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
  }

  @Test
  void keepsItsDataOverARestart() {
    server().createTopic(TOPIC, 1);
    server().produce(TOPIC, 0, values("a"));
    Uuid id = server().topicId(TOPIC);
    String address = server().bootstrapServers();

    server().restart();

    assertThat(server().bootstrapServers()).isEqualTo(address);
    assertThat(server().topicId(TOPIC)).isEqualTo(id);
    assertThat(server().produce(TOPIC, 0, values("b"))).isEqualTo(1);
    assertThat(server().read(TOPIC))
        .extracting(KafkaServerContract::text)
        .containsExactly("a", "b");
  }

  @Test
  void findsItsDataInItsDirectoryAgainOnOtherPorts(@TempDir Path directory) {
    Uuid id;
    try (KafkaServer first = builder().dataDirectory(directory).start()) {
      first.createTopic(TOPIC, 1);
      first.produce(TOPIC, 0, values("a"));
      id = first.topicId(TOPIC);
    }

    try (KafkaServer second = builder().dataDirectory(directory).start()) {
      assertThat(second.topicId(TOPIC)).isEqualTo(id);
      assertThat(second.read(TOPIC)).extracting(KafkaServerContract::text).containsExactly("a");
    }
  }

  @Test
  void saysWhyItCannotStart() {
    int taken = server().port();

    assertThatThrownBy(() -> builder().port(taken).start())
        .isInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("Address already in use");
  }

  static List<byte[]> values(String... values) {
    return Stream.of(values).map(KafkaServerContract::bytes).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }
}
