package io.austin.stream.verify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
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
   * Hands over the records, those of a partition in their order; tells how much of the topic they
   * are.
   *
   * @throws IOException when Kafka hands over no more of them
   */
  public TopicExtent read(String topic, RecordConsumer each) throws IOException {
    return read(topic, partition -> true, each);
  }

  /** The same of some of its partitions. */
  public TopicExtent read(String topic, IntPredicate chosen, RecordConsumer each)
      throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .filter(partition -> chosen.test(partition.partition()))
              .toList();
      consumer.assign(partitions);
      // Asked for before the first record is read, so that what retention takes meanwhile is named.
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      SortedMap<Integer, Long> heldBack = heldBack(ends);
      long records = read(consumer, ends, topic, each);
      beginnings.replaceAll((partition, it) -> Math.max(it, begins(consumer, partition)));
      return new TopicExtent(
          topic, records, positive(beginnings), heldBack, cleanupPolicy(topic).contains("compact"));
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Properties client) {
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static long begins(KafkaConsumer<?, ?> consumer, TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /** How far the ends for those who read what is committed lie before those of all. */
  private SortedMap<Integer, Long> heldBack(Map<TopicPartition, Long> ends) {
    Properties all = new Properties();
    all.putAll(client);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(all)) {
      Map<TopicPartition, Long> heldBack = new HashMap<>();
      consumer
          .endOffsets(ends.keySet())
          .forEach(
              (partition, end) -> heldBack.put(partition, end - ends.getOrDefault(partition, end)));
      return positive(heldBack);
    }
  }

  private static SortedMap<Integer, Long> positive(Map<TopicPartition, Long> offsets) {
    SortedMap<Integer, Long> positive = new TreeMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset > 0) {
            positive.put(partition.partition(), offset);
          }
        });
    return positive;
  }

  /** The topic's {@code cleanup.policy}; empty where this user may not know. */
  private String cleanupPolicy(String topic) throws IOException {
    Properties admin = new Properties();
    client.forEach(
        (name, value) -> {
          if (AdminClientConfig.configNames().contains(name)) {
            admin.put(name, value);
          }
        });
    // An admin client, unlike a consumer, wants the whole to last no shorter than a request.
    admin.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        admin.get(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG));
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin kafka = Admin.create(admin)) {
      Config settings = kafka.describeConfigs(List.of(resource)).all().get().get(resource);
      ConfigEntry policy =
          settings == null ? null : settings.get(TopicConfig.CLEANUP_POLICY_CONFIG);
      return policy == null ? "" : policy.value();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AuthorizationException) {
        return "";
      }
      throw new IOException("Kafka does not tell the settings of " + topic, failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("asking for the settings of " + topic);
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
