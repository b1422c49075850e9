package io.austin.stream.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic's committed records, from the beginning to the end of now, without a group. */
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Properties client;
  private final Consumer<String> progress;

  /**
   * Reads from a cluster.
   *
   * @param consumer what leads a consumer there
   * @param progress is told how far it is, more often than anybody can read
   */
  public TopicReader(Properties consumer, Consumer<String> progress) {
    this.progress = progress;
    this.client = new Properties();
    this.client.putAll(consumer);
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    client.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
  }

  /** What is done with each record. */
  @FunctionalInterface
  public interface RecordConsumer {
    /** Takes the next one. */
    void accept(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  /**
   * Hands over the records, those of a partition in their order; returns how many there were.
   *
   * @throws IOException when Kafka hands over no more of them
   */
  public long read(String topic, RecordConsumer each) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, consumer.endOffsets(partitions), topic, each);
    }
  }

  private long read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      String topic,
      RecordConsumer each)
      throws IOException {
    Map<TopicPartition, Long> open = new HashMap<>(ends);
    long records = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      // A position may pass records that no reader sees, such as the end of a transaction.
      open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      if (open.isEmpty()) {
        return records;
      }
      boolean any = false;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        any = true;
        if (record.offset() < ends.getOrDefault(partitionOf(record), 0L)) {
          records++;
          each.accept(record);
        }
      }
      if (any) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() - deadline > 0) {
        throw new IOException("Kafka hands over no more records of " + open.keySet());
      }
      progress.accept("Reading %s: %,d records".formatted(topic, records));
    }
  }

  private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
