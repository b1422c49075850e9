package io.austin.stream.kafka;

import static io.austin.stream.common.ProgressReport.UNKNOWN;

import io.austin.stream.functions.redis.OffsetsReader;
import io.austin.stream.functions.redis.TopicOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka how far the job's consumer group has come in its topics: the source commits its
 * offsets there when a checkpoint has completed. So the answer knows every partition, whoever reads
 * it.
 */
public final class KafkaOffsetsReader implements OffsetsReader {
  private static final long serialVersionUID = 1L;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MAX_POLLS = 5;

  private final KafkaClients kafka;
  private final List<String> topics;
  private final String group;
  private transient @Nullable Admin admin;
  private transient @Nullable Map<TopicPartition, Tail> tails;

  private KafkaOffsetsReader(KafkaClients kafka, List<String> topics, String group) {
    this.kafka = kafka;
    this.topics = List.copyOf(topics);
    this.group = group;
  }

  /** Asks a cluster for a group's offsets in these topics. */
  public static KafkaOffsetsReader of(KafkaClients kafka, List<String> topics, String group) {
    return new KafkaOffsetsReader(kafka, topics, group);
  }

  @Override
  public List<TopicOffsets> read() throws Exception {
    // In this order: what is asked for later is never less.
    Map<TopicPartition, OffsetAndMetadata> committed =
        opened().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    List<TopicOffsets> found = new ArrayList<>();
    for (TopicDescription topic : opened().describeTopics(topics).allTopicNames().get().values()) {
      found.add(
          new TopicOffsets(topic.name(), topic.topicId().toString(), partitions(topic, committed)));
    }
    return found;
  }

  private List<TopicOffsets.OfPartition> partitions(
      TopicDescription topic, Map<TopicPartition, OffsetAndMetadata> committed)
      throws ExecutionException, InterruptedException {
    List<TopicPartition> all =
        topic.partitions().stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .toList();
    Map<TopicPartition, Long> begins = offsets(all, OffsetSpec.earliest(), false);
    Map<TopicPartition, Long> stable = offsets(all, OffsetSpec.latest(), true);
    Map<TopicPartition, Long> ends = offsets(all, OffsetSpec.latest(), false);
    List<TopicOffsets.OfPartition> partitions = new ArrayList<>();
    for (TopicPartition partition : all) {
      OffsetAndMetadata next = committed.get(partition);
      partitions.add(
          of(
              partition,
              next == null ? UNKNOWN : next.offset(),
              begins.getOrDefault(partition, 0L),
              stable.getOrDefault(partition, 0L),
              ends.getOrDefault(partition, 0L)));
    }
    return partitions;
  }

  private TopicOffsets.OfPartition of(
      TopicPartition partition, long committed, long begin, long stable, long end) {
    // An offset behind the end is one of a topic that was deleted since.
    long next = committed > end ? UNKNOWN : committed;
    long from = Math.max(next, begin);
    long read = from < stable ? behindWhatIsNoRecord(partition, from, stable) : from;
    return new TopicOffsets.OfPartition(
        partition.partition(),
        next,
        end,
        Math.max(0, stable - read),
        Math.max(0, end - Math.max(stable, from)));
  }

  /**
   * Where the first record is that is yet to be read. Marks of transactions and aborted records
   * take offsets too, and the group's offset stands before those that no record follows. That is
   * looked up for a partition that has not moved, once for each end.
   */
  private long behindWhatIsNoRecord(TopicPartition partition, long next, long stable) {
    Map<TopicPartition, Tail> known = tails();
    Tail tail = known.get(partition);
    if (tail == null || tail.next() != next) {
      known.put(partition, new Tail(next, next));
      return next; // it may be on its way
    }
    if (tail.read() < stable) {
      tail = new Tail(next, firstRecord(partition, tail.read(), stable));
      known.put(partition, tail);
    }
    return tail.read();
  }

  private long firstRecord(TopicPartition partition, long from, long stable) {
    try (Consumer<byte[], byte[]> reading = consumer()) {
      reading.assign(List.of(partition));
      reading.seek(partition, from);
      for (int polls = 0; polls < MAX_POLLS && reading.position(partition) < stable; polls++) {
        var records = reading.poll(POLL).records(partition);
        if (!records.isEmpty()) {
          return Math.min(records.get(0).offset(), stable);
        }
      }
      return Math.min(reading.position(partition), stable);
    } catch (OffsetOutOfRangeException removedMeanwhile) {
      return from;
    }
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec which, boolean committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    IsolationLevel level =
        committed ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
    Map<TopicPartition, Long> offsets = new HashMap<>();
    opened()
        .listOffsets(asked, new ListOffsetsOptions(level))
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private Admin opened() {
    Admin open = admin;
    if (open == null) {
      open = Admin.create(kafka.admin());
      admin = open;
    }
    return open;
  }

  private Map<TopicPartition, Tail> tails() {
    Map<TopicPartition, Tail> known = tails;
    if (known == null) {
      known = new HashMap<>();
      tails = known;
    }
    return known;
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties all = kafka.consumer();
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    Admin open = admin;
    admin = null;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }

  /** From an offset that did not move to another no record was found. */
  private record Tail(long next, long read) {}
}
