package io.austin.stream.kafka;

import static io.austin.stream.common.ProgressReport.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.redis.OffsetsReader;
import io.austin.stream.functions.redis.TopicOffsets;
import io.austin.stream.functions.redis.TopicOffsets.OfPartition;
import io.austin.stream.test.server.KafkaExtension;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How far a consumer group has come, in every partition that there is. */
@Timeout(60)
class KafkaOffsetsReaderIT {
  private static final String TOPIC = "austinLog";
  private static final String GROUP = "austinLogGroup";
  private static final byte[] RECORD = "record".getBytes(UTF_8);

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  private OffsetsReader reader;

  @BeforeEach
  void createTopic() {
    kafka.server().createTopic(TOPIC, 2);
    reader =
        KafkaOffsetsReader.of(KafkaClients.of(kafka.bootstrapServers()), List.of(TOPIC), GROUP);
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void everyPartitionIsToldAlsoOneThatNobodyReads() throws Exception {
    kafka.server().produce(TOPIC, 0, List.of(RECORD, RECORD, RECORD));
    kafka.server().produce(TOPIC, 1, List.of(RECORD));
    commit(0, 2);

    TopicOffsets topic = reader.read().get(0);

    assertThat(topic.topicId()).isEqualTo(kafka.server().topicId(TOPIC).toString());
    assertThat(topic.partitions())
        .containsExactly(new OfPartition(0, 2, 3, 1, 0), new OfPartition(1, UNKNOWN, 1, 1, 0));
  }

  @Test
  void anEmptyPartitionHasNothingUnread() throws Exception {
    assertThat(partition(0)).isEqualTo(new OfPartition(0, UNKNOWN, 0, 0, 0));
  }

  @Test
  void whatRetentionRemovedIsNotUnread() throws Exception {
    kafka.server().produce(TOPIC, 0, List.of(RECORD, RECORD, RECORD));
    commit(0, 0);
    kafka.server().deleteRecordsBefore(TOPIC, 0, 2);

    assertThat(partition(0)).isEqualTo(new OfPartition(0, 0, 3, 1, 0));
  }

  @Test
  void marksOfTransactionsAndWhatWasAbortedIsNotUnreadForLong() throws Exception {
    kafka.server().produceCommitted(TOPIC, 0, List.of(RECORD)); // offset 0, and 1 for the mark
    kafka.server().produceAborted(TOPIC, 0, List.of(RECORD, RECORD)); // 2, 3 and 4
    commit(0, 1);

    assertThat(partition(0).unread()).isEqualTo(4);
    assertThat(partition(0).unread()).isZero();

    kafka.server().produceCommitted(TOPIC, 0, List.of(RECORD)); // 5 and 6
    assertThat(partition(0).unread()).isEqualTo(2);
    commit(0, 6);
    assertThat(partition(0).unread()).isEqualTo(1);
    assertThat(partition(0).unread()).isZero();
  }

  @Test
  void whatAnOpenTransactionHoldsBackIsToldApart() throws Exception {
    commit(0, 0);
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 0, null, RECORD)).get();
      kafka.server().produce(TOPIC, 0, List.of(RECORD));

      assertThat(partition(0)).isEqualTo(new OfPartition(0, 0, 2, 0, 2));

      producer.commitTransaction();
    }
    assertThat(partition(0)).isEqualTo(new OfPartition(0, 0, 3, 3, 0));
  }

  @Test
  void offsetsOfATopicThatWasDeletedSayNothing() throws Exception {
    kafka.server().produce(TOPIC, 0, List.of(RECORD));
    commit(0, 100);

    assertThat(partition(0)).isEqualTo(new OfPartition(0, UNKNOWN, 1, 1, 0));
  }

  @Test
  void itGoesOnAfterItWasClosed() throws Exception {
    partition(0);
    reader.close();

    assertThat(partition(0).end()).isZero();
  }

  private OfPartition partition(int number) throws Exception {
    return reader.read().get(0).partitions().get(number);
  }

  private static void commit(int partition, long offset) throws Exception {
    kafka
        .server()
        .admin()
        .alterConsumerGroupOffsets(
            GROUP, Map.of(new TopicPartition(TOPIC, partition), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private static KafkaProducer<byte[], byte[]> transactional() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "open"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
