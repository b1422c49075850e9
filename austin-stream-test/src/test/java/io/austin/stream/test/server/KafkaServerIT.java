package io.austin.stream.test.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class KafkaServerIT {
  private static final String TOPIC = "traces";

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  private static KafkaServer server() {
    return kafka.server();
  }

  @Test
  void storesRecordsByPartition() {
    server().createTopic(TOPIC, 2);

    assertThat(server().produce(TOPIC, 1, values("a", "b"))).isZero();
    assertThat(server().produce(TOPIC, 1, values("c"))).isEqualTo(2);
    server().produce(List.of(new ProducerRecord<>(TOPIC, 0, 7L, bytes("key"), bytes("d"))));

    assertThat(server().endOffsets(TOPIC)).containsEntry(0, 1L).containsEntry(1, 3L);
    assertThat(server().read(TOPIC))
        .extracting(KafkaServerIT::text)
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

    assertThat(server().read(TOPIC)).extracting(KafkaServerIT::text).containsExactly("seen");
    assertThat(server().read(TOPIC)).extracting(ConsumerRecord::offset).containsExactly(3L);
    assertThat(server().endOffsets(TOPIC)).containsEntry(0, 5L);
  }

  @Test
  void forgetsOldRecords() {
    server().createTopic(TOPIC, 1);
    server().produce(TOPIC, 0, values("a", "b", "c"));

    server().deleteRecordsBefore(TOPIC, 0, 2);

    assertThat(server().beginningOffsets(TOPIC)).containsEntry(0, 2L);
    assertThat(server().read(TOPIC)).extracting(KafkaServerIT::text).containsExactly("c");
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
    long pid = server().pid();

    server().restart();

    assertThat(ProcessHandle.of(pid)).isNotPresent();
    assertThat(server().bootstrapServers()).isEqualTo(address);
    assertThat(server().topicId(TOPIC)).isEqualTo(id);
    assertThat(server().produce(TOPIC, 0, values("b"))).isEqualTo(1);
    assertThat(server().read(TOPIC)).extracting(KafkaServerIT::text).containsExactly("a", "b");
  }

  @Test
  void findsItsDataInItsDirectoryAgainOnOtherPorts(@TempDir Path directory) {
    Uuid id;
    try (KafkaServer first = KafkaServer.builder().dataDirectory(directory).start()) {
      first.createTopic(TOPIC, 1);
      first.produce(TOPIC, 0, values("a"));
      id = first.topicId(TOPIC);
    }

    try (KafkaServer second = KafkaServer.builder().dataDirectory(directory).start()) {
      assertThat(second.topicId(TOPIC)).isEqualTo(id);
      assertThat(second.read(TOPIC)).extracting(KafkaServerIT::text).containsExactly("a");
    }
  }

  @Test
  void saysWhyItCannotStart() {
    int taken = server().port();

    assertThatThrownBy(() -> KafkaServer.builder().port(taken).start())
        .isInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("Address already in use");
  }

  @Test
  void keepsAcknowledgedRecordsOverAKill() {
    KafkaServer server = kafka.server();
    server.createTopic("traces", 1);
    server.produce("traces", 0, values("a", "b"));
    long pid = server.pid();

    server.kill();
    assertThat(server.isRunning()).isFalse();
    server.restart();

    assertThat(server.pid()).isNotEqualTo(pid);
    assertThat(server.endOffsets("traces")).containsEntry(0, 2L);
    assertThat(server.produce("traces", 0, values("c"))).isEqualTo(2);
  }

  @Test
  void answersNothingWhileSuspended() {
    KafkaServer server = kafka.server();
    Map<String, Object> impatient =
        Map.of(
            "bootstrap.servers", server.bootstrapServers(),
            "request.timeout.ms", 500,
            "default.api.timeout.ms", 500);
    try (Admin admin = Admin.create(impatient)) {
      server.suspend();
      assertThatThrownBy(() -> admin.listTopics().names().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      server.resume();

      server.createTopic("traces", 1);
      assertThat(server.produce("traces", 0, values("a"))).isZero();
    }
  }

  @Test
  void failsWithinItsLimitWithTheEndOfItsLog() {
    assertThatThrownBy(() -> KafkaServer.builder().startLimit(Duration.ofMillis(700)).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not ready within")
        .hasMessageContaining("the end of its log");
  }

  private static List<byte[]> values(String... values) {
    return Stream.of(values).map(KafkaServerIT::bytes).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }
}
