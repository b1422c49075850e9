package io.austin.stream.kafka;

import io.austin.stream.functions.redis.LostRange;
import io.austin.stream.functions.redis.PartitionReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a range of a Kafka partition once more, past the source and its consumer group. It travels
 * with the job and holds no connection: each range opens one and closes it.
 */
public final class KafkaPartitionReader implements PartitionReader {
  private static final long serialVersionUID = 1L;
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaClients kafka;

  private KafkaPartitionReader(KafkaClients kafka) {
    this.kafka = kafka;
  }

  /** Reads from a cluster. */
  public static KafkaPartitionReader of(KafkaClients kafka) {
    return new KafkaPartitionReader(kafka);
  }

  @Override
  public LostRange read(LostRange range, RecordConsumer consumer) throws Exception {
    try (TopicCatalog catalog = KafkaCatalog.open(kafka);
        Consumer<byte[], byte[]> reading = consumer()) {
      String now = idOf(range, catalog);
      if (!now.equals(range.topicId())) {
        return range.within(range.to(), range.to());
      }
      TopicPartition source = new TopicPartition(range.topic(), range.partition());
      reading.assign(List.of(source));
      long begin = reading.beginningOffsets(List.of(source)).getOrDefault(source, range.to());
      long held = Math.max(range.from(), begin);
      long end = reading.endOffsets(List.of(source)).getOrDefault(source, range.to());
      reading.seek(source, held);
      while (reading.position(source) < Math.min(range.to(), end)) {
        ConsumerRecords<byte[], byte[]> records = reading.poll(POLL);
        requireSameTopic(range, idOf(range, catalog));
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() < range.to()) {
            consumer.accept(SourceRecordDeserializer.recordOf(record, range.topicId()));
          }
        }
      }
      return range.within(held, end);
    }
  }

  private static String idOf(LostRange range, TopicCatalog catalog) throws IOException {
    return Objects.requireNonNull(catalog.idsOf(List.of(range.topic())).get(range.topic()));
  }

  /** Asked after the records were fetched, it is known of which topic they are. */
  private static void requireSameTopic(LostRange range, String now) throws IOException {
    if (!now.equals(range.topicId())) {
      throw new TopicRecreatedException(range.topic(), range.topicId(), now);
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties all = kafka.consumer();
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
