package io.austin.stream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.austin.stream.functions.SourceRecord;
import io.austin.stream.test.server.KafkaServer;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Up to when a reader says that it has read a real topic. */
@Timeout(120)
class ReadTimesIT {
  private static final String TOPIC = "austinLog";
  private static final byte[] EVENT = {1};

  private KafkaServer kafka;

  @BeforeEach
  void start() {
    kafka = KafkaServer.builder().start();
    kafka.createTopic(TOPIC, 2);
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void aTopicThatIsSilentIsReadUpToNowAndOnAndOn() throws Exception {
    kafka.produce(TOPIC, 0, List.of(EVENT, EVENT));
    try (ReaderRun reader = reader()) {
      long first = awaitReadFrom(reader, System.currentTimeMillis());
      awaitReadFrom(reader, first + 1_000);

      assertThat(reader.times())
          .filteredOn(time -> time.partition() == 0)
          .allMatch(time -> time.wordOffset() == 2);
    }
  }

  @Test
  void aReaderWithNothingToReadIsWoken() throws Exception {
    try (ReaderRun reader = reader()) {
      awaitReadFrom(reader, System.currentTimeMillis());
      reader.rest();
      assertThat(reader.isAvailableWithin(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void noTimeIsSaidBeforeItsRecordsAreRead() throws Exception {
    for (int i = 0; i < 500; i++) {
      kafka.produce(TOPIC, i % 2, List.of(EVENT, EVENT));
    }
    try (ReaderRun reader = reader()) {
      awaitReadFrom(reader, System.currentTimeMillis());
      reader.read(1_000);
      assertThat(reader.times()).allMatch(time -> time.wordOffset() <= 500);
      kafka.produce(TOPIC, 1, List.of(EVENT));
      long later = System.currentTimeMillis();
      awaitReadFrom(reader, later);
      assertThat(reader.times())
          .filteredOn(time -> time.partition() == 1 && time.timestamp() >= later)
          .allMatch(time -> time.wordOffset() == 501);
    }
  }

  @Test
  void marksOfTransactionsAndAbortedRecordsDoNotStopIt() throws Exception {
    kafka.produceCommitted(TOPIC, 0, List.of(EVENT));
    kafka.produceAborted(TOPIC, 0, List.of(EVENT, EVENT));
    kafka.produceAborted(TOPIC, 1, List.of(EVENT));
    try (ReaderRun reader = reader()) {
      awaitReadFrom(reader, System.currentTimeMillis());
      kafka.produceAborted(TOPIC, 1, List.of(EVENT));
      awaitReadFrom(reader, System.currentTimeMillis());
      assertThat(reader.records()).hasSize(1);
    }
  }

  @Test
  void anOpenTransactionStopsIt() throws Exception {
    Properties properties = KafkaClients.of(kafka.bootstrapServers()).producer();
    properties.put("transactional.id", "open");
    try (ReaderRun reader = reader();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 0, null, EVENT)).get();
      long held = System.currentTimeMillis();
      awaitReadFrom(reader, 1, held + 3_000);
      assertThat(timeOf(reader, 0)).isLessThan(held);
      producer.commitTransaction();

      awaitReadFrom(reader, held + 3_000);
    }
  }

  @Test
  void aKafkaThatIsAwayStopsItUntilItIsBack() throws Exception {
    try (ReaderRun reader = reader()) {
      awaitReadFrom(reader, System.currentTimeMillis());
      kafka.suspend();
      long away = System.currentTimeMillis();
      long until = away + 3_000;
      while (System.currentTimeMillis() < until) {
        reader.rest();
      }
      assertThat(timeOf(reader, 0)).isLessThanOrEqualTo(away);
      kafka.resume();

      awaitReadFrom(reader, until);
    }
  }

  private ReaderRun reader() throws Exception {
    return ReaderRun.timed(
        KafkaClients.of(kafka.bootstrapServers()), List.of(beginning(0), beginning(1)));
  }

  private static KafkaPartitionSplit beginning(int partition) {
    return new KafkaPartitionSplit(
        new TopicPartition(TOPIC, partition), KafkaPartitionSplit.EARLIEST_OFFSET);
  }

  /** Reads until both partitions are read up to a time; returns the earlier one of theirs. */
  private static long awaitReadFrom(ReaderRun reader, long time) {
    awaitReadFrom(reader, 0, time);
    awaitReadFrom(reader, 1, time);
    return Math.min(timeOf(reader, 0), timeOf(reader, 1));
  }

  private static void awaitReadFrom(ReaderRun reader, int partition, long time) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .pollInSameThread()
        .until(
            () -> {
              reader.rest();
              return timeOf(reader, partition) >= time;
            });
  }

  private static long timeOf(ReaderRun reader, int partition) {
    return reader.times().stream()
        .filter(time -> time.partition() == partition)
        .mapToLong(SourceRecord::timestamp)
        .max()
        .orElse(Long.MIN_VALUE);
  }
}
