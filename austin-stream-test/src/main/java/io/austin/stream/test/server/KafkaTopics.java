package io.austin.stream.test.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Topics and records of one broker, each call bounded in time and done when it returns. Topics are
 * never created by being named.
 */
public abstract class KafkaTopics extends ServerProcess implements AutoCloseable {
  private static final int LIMIT_SECONDS = 20;

  private @Nullable Admin admin;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  KafkaTopics() {
    super("the broker");
  }

  /** Where the broker is reached whatever is asked of other clients. */
  abstract String internalAddress();

  /** A client of the broker's administration; closed with the server. */
  public final synchronized Admin admin() {
    if (admin == null) {
      admin =
          Admin.create(
              Map.of(
                  "bootstrap.servers",
                  internalAddress(),
                  "request.timeout.ms",
                  5_000,
                  "default.api.timeout.ms",
                  LIMIT_SECONDS * 1_000));
    }
    return admin;
  }

  /** Creates a topic; returns when it can be written to. */
  public final void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  /** Creates a topic with settings such as {@code cleanup.policy}. */
  public final void createTopic(String topic, int partitions, Map<String, String> settings) {
    NewTopic created = new NewTopic(topic, partitions, (short) 1).configs(settings);
    await("create " + topic, admin().createTopics(List.of(created)).all());
    await("lead " + topic, () -> partitionsWithLeader(topic) == partitions);
  }

  /** Deletes a topic; returns when it is no longer listed, so that it can be created again. */
  public final void deleteTopic(String topic) {
    await("delete " + topic, admin().deleteTopics(List.of(topic)).all());
    await("forget " + topic, () -> !topics().contains(topic));
  }

  /** The names of all topics but Kafka's own. */
  public final Set<String> topics() {
    return await("list topics", admin().listTopics().names());
  }

  /** The topic's own identity: a topic that was deleted and created again has another. */
  public final Uuid topicId(String topic) {
    return describe(topic).topicId();
  }

  private TopicDescription describe(String topic) {
    var found = await("describe " + topic, admin().describeTopics(List.of(topic)).allTopicNames());
    return Objects.requireNonNull(found.get(topic), topic);
  }

  /** The broker may learn of a topic a moment after the controller has created it. */
  private long partitionsWithLeader(String topic) {
    try {
      return describe(topic).partitions().stream().filter(p -> p.leader() != null).count();
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw e;
    }
  }

  /** The offset after the last record of each partition. */
  public final Map<Integer, Long> endOffsets(String topic) {
    return offsets(topic, OffsetSpec.latest());
  }

  /** The offset of the first record that each partition still has. */
  public final Map<Integer, Long> beginningOffsets(String topic) {
    return offsets(topic, OffsetSpec.earliest());
  }

  private Map<Integer, Long> offsets(String topic, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions(topic).forEach(partition -> asked.put(partition, spec));
    Map<Integer, Long> offsets = new TreeMap<>();
    await("list offsets of " + topic, admin().listOffsets(asked).all())
        .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
    return offsets;
  }

  private List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, describe(topic).partitions().size())
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  /** Removes a partition's records below an offset, as retention does. */
  public final void deleteRecordsBefore(String topic, int partition, long offset) {
    var deleted =
        Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset));
    await("delete records of " + topic, admin().deleteRecords(deleted).all());
  }

  /** Writes values without keys, in order; returns the first one's offset when all are stored. */
  public final long produce(String topic, int partition, List<byte[]> values) {
    return produce(records(topic, partition, values)).get(0).offset();
  }

  private static List<ProducerRecord<byte[], byte[]>> records(
      String topic, int partition, List<byte[]> values) {
    return values.stream()
        .map(value -> new ProducerRecord<byte[], byte[]>(topic, partition, null, value))
        .toList();
  }

  /** Writes records, in order; returns where they stand when all are stored. */
  public final List<RecordMetadata> produce(List<ProducerRecord<byte[], byte[]>> records) {
    return written(producer(), records);
  }

  /** Writes values in a transaction that is committed; its end takes an offset too. */
  public final void produceCommitted(String topic, int partition, List<byte[]> values) {
    produceInTransaction(records(topic, partition, values), true);
  }

  /** Writes values in a transaction that is aborted: offsets that no reader ever sees. */
  public final void produceAborted(String topic, int partition, List<byte[]> values) {
    produceInTransaction(records(topic, partition, values), false);
  }

  private void produceInTransaction(List<ProducerRecord<byte[], byte[]>> records, boolean commit) {
    Map<String, Object> transactional =
        Map.of("transactional.id", "austin-stream-test", "transaction.timeout.ms", 30_000);
    try (KafkaProducer<byte[], byte[]> to = newProducer(transactional)) {
      to.initTransactions();
      to.beginTransaction();
      written(to, records);
      if (commit) {
        to.commitTransaction();
      } else {
        to.abortTransaction();
      }
    }
  }

  private static List<RecordMetadata> written(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    records.forEach(record -> sent.add(producer.send(record)));
    producer.flush();
    return sent.stream().map(future -> await("produce", future)).toList();
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = newProducer(Map.of());
    }
    return producer;
  }

  private KafkaProducer<byte[], byte[]> newProducer(Map<String, Object> more) {
    Map<String, Object> options = new HashMap<>();
    options.put("bootstrap.servers", internalAddress());
    options.put("max.request.size", 16 << 20);
    options.put("request.timeout.ms", 5_000);
    options.put("delivery.timeout.ms", LIMIT_SECONDS * 1_000);
    options.put("max.block.ms", LIMIT_SECONDS * 1_000);
    options.putAll(more);
    return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** All committed records that the topic has now, by partition and offset. */
  public final List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = newConsumer()) {
      TopicReader reader = new TopicReader(consumer, topic);
      await(
          "read " + topic,
          () -> {
            reader.poll().forEach(read::add);
            return reader.isAtEnd();
          });
    }
    read.sort(
        Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset));
    return read;
  }

  /** A consumer of committed records, as {@link #read} uses it; it outlives the broker's faults. */
  public final KafkaConsumer<byte[], byte[]> newConsumer() {
    Map<String, Object> options =
        Map.of(
            "bootstrap.servers",
            internalAddress(),
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false,
            "max.poll.records",
            10_000);
    return new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Drops what is under way: the broker may be gone already. */
  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }

  private static <T> T await(String what, Future<T> result) {
    try {
      return result.get(LIMIT_SECONDS + 5, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot " + what, e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("cannot " + what + " in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + what, e);
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    org.awaitility.Awaitility.await(what)
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .pollInSameThread()
        .until(condition::getAsBoolean);
  }
}
