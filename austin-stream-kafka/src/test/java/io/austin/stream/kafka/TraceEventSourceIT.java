package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.austin.stream.functions.SourceRecord;
import io.austin.stream.test.event.HostileRecords;
import io.austin.stream.test.server.KafkaExtension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A topic loses records, or is another by now, while it is read or between two readers. */
@Timeout(60)
class TraceEventSourceIT {
  private static final String TOPIC = "austinLog";
  private static final List<KafkaPartitionSplit> BEGINNING = List.of(beginning(0));

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();

  @BeforeEach
  void createTopic() {
    kafka.server().createTopic(TOPIC, 1);
  }

  @Test
  void readingGoesOnWhereItWas() throws Exception {
    produce("old", 10);
    List<KafkaPartitionSplit> checkpoint = readAndStop(10);
    produce("old", 10);

    try (ReaderRun reader = reader(checkpoint)) {
      assertThat(reader.read(10)).extracting(SourceRecord::offset).isEqualTo(range(10, 20));
      assertThat(reader.starts())
          .containsExactly(
              SourceRecord.start(TOPIC, kafka.server().topicId(TOPIC).toString(), 0, 10));
      assertThat(reader.expired()).isZero();
    }
  }

  @Test
  void whatRetentionRemovedMeanwhileIsCounted() throws Exception {
    produce("old", 10);
    List<KafkaPartitionSplit> checkpoint = readAndStop(10);
    produce("old", 10);
    kafka.server().deleteRecordsBefore(TOPIC, 0, 14);

    try (ReaderRun reader = reader(checkpoint)) {
      assertThat(reader.read(6)).extracting(SourceRecord::offset).isEqualTo(range(14, 20));
      assertThat(reader.expired()).isEqualTo(4);
    }
  }

  @Test
  void whatRetentionRemovedBeforeTheFirstRecordWasReadIsCounted() throws Exception {
    List<KafkaPartitionSplit> checkpoint = readAndStop(0);
    produce("old", 10);
    kafka.server().deleteRecordsBefore(TOPIC, 0, 4);

    try (ReaderRun reader = reader(checkpoint)) {
      assertThat(reader.read(6)).extracting(SourceRecord::offset).isEqualTo(range(4, 10));
      assertThat(reader.expired()).isEqualTo(4);
    }
  }

  @Test
  void whatRetentionRemovedInFrontOfARunningReaderIsCounted() throws Exception {
    produce("old", 1);
    try (ReaderRun reader = reader(BEGINNING)) {
      reader.read(1);
      for (int i = 0; i < 50; i++) {
        produce("x".repeat(10_000), 1);
      }
      kafka.server().deleteRecordsBefore(TOPIC, 0, 51);
      produce("new", 1);

      List<SourceRecord> read = reader.read(2);
      while (last(read).offset() < 51) {
        read = reader.read(read.size() + 1);
      }
      reader.checkpoint();

      assertThat(reader.expired()).isPositive().isEqualTo(52 - read.size());
    }
  }

  @Test
  void whatTransactionsLeaveIsNotMissed() throws Exception {
    byte[] event = value("old", 0);
    kafka.server().produceCommitted(TOPIC, 0, List.of(event)); // offset 0, and 1 for the marker
    kafka.server().produceAborted(TOPIC, 0, List.of(event, event)); // 2, 3 and 4
    kafka.server().produceCommitted(TOPIC, 0, List.of(event)); // 5 and 6

    try (ReaderRun reader = reader(BEGINNING)) {
      assertThat(reader.read(2)).extracting(SourceRecord::offset).containsExactly(0L, 5L);
      kafka.server().produceCommitted(TOPIC, 0, List.of(event)); // 7 and 8
      reader.read(3);
      reader.checkpoint();
      assertThat(reader.expired()).isZero();
    }
  }

  @Test
  void aTopicThatWasCreatedAgainMeanwhileIsReadFromItsBeginning() throws Exception {
    produce("old", 10);
    List<KafkaPartitionSplit> checkpoint = readAndStop(10);
    recreateTopic();
    produce("new", 30);

    try (ReaderRun reader = reader(checkpoint)) {
      assertThat(reader.read(30)).extracting(SourceRecord::offset).isEqualTo(range(0, 30));
      assertThat(reader.read(30))
          .extracting(SourceRecord::topicId)
          .containsOnly(kafka.server().topicId(TOPIC).toString());
      assertThat(reader.expired()).isZero();
    }
  }

  @Test
  void aTopicThatWasCreatedAgainWithFewerPartitionsIsReadToo() throws Exception {
    kafka.server().deleteTopic(TOPIC);
    kafka.server().createTopic(TOPIC, 2);
    produce("old", 10);
    List<KafkaPartitionSplit> checkpoint;
    try (ReaderRun reader = reader(List.of(BEGINNING.get(0), beginning(1)))) {
      reader.read(10);
      checkpoint = reader.checkpoint();
    }
    recreateTopic();
    produce("new", 5);

    try (ReaderRun reader = reader(checkpoint)) {
      assertThat(reader.read(5)).extracting(SourceRecord::offset).isEqualTo(range(0, 5));
    }
  }

  @Test
  void whatRetentionRemovedOfANewTopicMeanwhileIsCounted() throws Exception {
    produce("old", 10);
    List<KafkaPartitionSplit> checkpoint = readAndStop(10);
    recreateTopic();
    produce("new", 30);
    kafka.server().deleteRecordsBefore(TOPIC, 0, 20);

    try (ReaderRun reader = reader(checkpoint)) {
      assertThat(reader.read(10)).extracting(SourceRecord::offset).isEqualTo(range(20, 30));
      assertThat(reader.expired()).isEqualTo(20);
    }
  }

  @Test
  void aTopicThatIsCreatedAgainStopsItsReaderBeforeAnyRecordOfTheNewOne() throws Exception {
    produce("old", 10);
    String oldId = kafka.server().topicId(TOPIC).toString();
    List<KafkaPartitionSplit> checkpoint;
    try (ReaderRun reader = reader(BEGINNING)) {
      reader.read(10);
      recreateTopic();
      produce("new", 30); // longer than what was read: the old offset is valid in the new topic
      checkpoint = reader.checkpoint();

      assertThatThrownBy(() -> reader.read(11))
          .hasRootCauseInstanceOf(TopicRecreatedException.class)
          .hasStackTraceContaining("topic austinLog was deleted and created again");
      assertThat(reader.records())
          .extracting(SourceRecord::topicId)
          .containsOnly(oldId)
          .hasSize(10);
    }
    try (ReaderRun reader = reader(checkpoint)) {
      assertThat(reader.read(30)).extracting(SourceRecord::offset).isEqualTo(range(0, 30));
    }
  }

  @Test
  void aPartitionThatEndsBeforeWhereItWasReadIsGoneOnWithAtItsEnd() throws Exception {
    produce("old", 10);
    String id = kafka.server().topicId(TOPIC).toString();
    KafkaPartitionSplit beyond =
        new IdentifiedSplit(new KafkaPartitionSplit(new TopicPartition(TOPIC, 0), 15), id);

    try (ReaderRun reader = reader(List.of(beyond))) {
      produce("new", 3);
      assertThat(reader.read(3)).extracting(SourceRecord::offset).isEqualTo(range(10, 13));
      assertThat(reader.truncated()).isEqualTo(1);
    }
  }

  @Test
  void whatAnOpenTransactionHoldsBackIsShown() throws Exception {
    produce("old", 10);
    Properties properties = KafkaClients.of(kafka.bootstrapServers()).producer();
    properties.put("transactional.id", "open");
    try (ReaderRun reader = reader(BEGINNING);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 0, null, value("held", 0)));
      producer.flush();
      produce("behind", 5);

      assertThat(reader.read(10)).hasSize(10);
      await()
          .untilAsserted(
              () -> {
                reader.checkpoint();
                assertThat(reader.heldBack()).isEqualTo(6L);
              });
      producer.abortTransaction();
      await()
          .untilAsserted(
              () -> {
                reader.checkpoint();
                assertThat(reader.heldBack()).isEqualTo(0L);
              });
      assertThat(reader.read(15)).hasSize(15);
    }
  }

  @Test
  void aRecordIsOnlyData() throws Exception {
    kafka.server().deleteTopic(TOPIC);
    kafka
        .server()
        .createTopic(
            TOPIC, 1, Map.of("message.timestamp.after.max.ms", HostileRecords.ANY_TIMESTAMP));
    long seed = System.nanoTime();
    List<ProducerRecord<byte[], byte[]>> hostile = new ArrayList<>();
    hostile.add(marked(new byte[] {1}));
    hostile.add(marked(ByteBuffer.allocate(16).putLong(Long.MAX_VALUE).putLong(-1).array()));
    HostileRecords records = HostileRecords.seeded(seed, Clock.systemUTC(), 1 << 16);
    Stream.generate(() -> records.next(TOPIC, 0)).limit(500).forEach(hostile::add);
    kafka.server().produce(hostile);

    try (ReaderRun reader = reader(BEGINNING)) {
      List<SourceRecord> read = reader.read(hostile.size());
      assertThat(read)
          .as("seed %d", seed)
          .extracting(SourceRecord::offset)
          .isEqualTo(range(0, hostile.size()));
      assertThat(read).extracting(SourceRecord::key).containsExactlyElementsOf(keys(hostile));
      assertThat(read).extracting(SourceRecord::value).containsExactlyElementsOf(values(hostile));
      assertThat(reader.expired()).isZero();

      recreateTopic(); // noticed all the same
      produce("new", hostile.size() + 10);
      assertThatThrownBy(() -> reader.read(hostile.size() + 1))
          .as("seed %d", seed)
          .hasRootCauseInstanceOf(TopicRecreatedException.class);
      assertThat(reader.records()).hasSize(hostile.size());
    }
  }

  private static ProducerRecord<byte[], byte[]> marked(byte[] mark) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(TOPIC, 0, null, null, value("old", 0));
    record.headers().add("austin-stream.fetch", mark);
    return record;
  }

  private static List<byte[]> keys(List<ProducerRecord<byte[], byte[]>> records) {
    List<byte[]> keys = new ArrayList<>();
    records.forEach(record -> keys.add(record.key()));
    return keys;
  }

  private static List<byte[]> values(List<ProducerRecord<byte[], byte[]>> records) {
    List<byte[]> values = new ArrayList<>();
    records.forEach(record -> values.add(record.value()));
    return values;
  }

  private static List<KafkaPartitionSplit> readAndStop(int records) throws Exception {
    try (ReaderRun reader = reader(BEGINNING)) {
      reader.read(records);
      return reader.checkpoint();
    }
  }

  private static ReaderRun reader(List<KafkaPartitionSplit> splits) throws Exception {
    return ReaderRun.at(
        KafkaClients.of(
            kafka.bootstrapServers(),
            Map.of("max.partition.fetch.bytes", "10000", "max.poll.records", "1")),
        splits);
  }

  private static KafkaPartitionSplit beginning(int partition) {
    return new KafkaPartitionSplit(
        new TopicPartition(TOPIC, partition), KafkaPartitionSplit.EARLIEST_OFFSET);
  }

  private static void produce(String text, int records) {
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      values.add(value(text, i));
    }
    kafka.server().produce(TOPIC, 0, values);
  }

  private static byte[] value(String text, int number) {
    return (text + number).getBytes(StandardCharsets.UTF_8);
  }

  private static void recreateTopic() {
    kafka.server().deleteTopic(TOPIC);
    kafka.server().createTopic(TOPIC, 1);
  }

  private static SourceRecord last(List<SourceRecord> records) {
    return records.get(records.size() - 1);
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
