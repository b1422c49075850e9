package io.austin.stream.kafka;

import io.austin.stream.functions.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a reader's offsets are those of the topic that it reads. A topic that was deleted
 * and created again counts its offsets anew: it is read from its beginning, also where it is longer
 * by now than the old one was. What retention removed is reported, and so is what Kafka lost.
 *
 * <p>Used by the task's thread alone.
 */
final class TopicWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  /** Where a topic begins that is new, whatever retention has removed of it since. */
  private static final long FIRST_OFFSET = 0;

  private final TopicCatalog catalog;
  private final RetentionHoles holes;
  private final Counter recreated;
  private final Counter truncated;
  private final Map<String, String> ids = new HashMap<>();
  private long lastUpdate;
  private final Set<TopicPartition> partitions = new HashSet<>();
  private CompletionStage<Long> asked = CompletableFuture.completedStage(0L);
  private volatile long heldBack;

  TopicWatch(TopicCatalog catalog, MetricGroup metrics) {
    MetricGroup kafka = metrics.addGroup("kafka");
    this.catalog = catalog;
    this.holes = new RetentionHoles(catalog, kafka.counter("offsetsExpired"), System::nanoTime);
    this.recreated = kafka.counter("partitionsRecreated");
    this.truncated = kafka.counter("partitionsTruncated");
    kafka.gauge("offsetsHeldBack", () -> heldBack);
  }

  /**
   * Where these splits are to be read from; called before anything of them is.
   *
   * @throws TopicRecreatedException when some of a topic's partitions were begun when it was
   *     another
   */
  List<KafkaPartitionSplit> begin(List<KafkaPartitionSplit> splits) throws IOException {
    List<String> topics = splits.stream().map(KafkaPartitionSplit::getTopic).distinct().toList();
    for (Map.Entry<String, String> topic : catalog.idsOf(topics).entrySet()) {
      String known = ids.putIfAbsent(topic.getKey(), topic.getValue());
      requireSame(topic.getKey(), known == null ? topic.getValue() : known, topic.getValue());
    }
    Map<TopicPartition, Long> beginnings = beginnings(splits);
    Map<TopicPartition, Long> ends = ends(splits);
    List<KafkaPartitionSplit> begun = new ArrayList<>();
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (KafkaPartitionSplit split : splits) {
      KafkaPartitionSplit valid = within(ends, valid(split, beginnings));
      partitions.add(valid.getTopicPartition());
      begun.add(valid);
      if (valid.getStartingOffset() >= 0) {
        positions.put(valid.getTopicPartition(), valid.getStartingOffset());
      }
    }
    holes.goOnAt(positions);
    return begun;
  }

  /**
   * Where those splits begin that begin at the earliest offset: a checkpoint must know which that
   * was, or nobody notices what retention removes before the first record is read.
   */
  private Map<TopicPartition, Long> beginnings(List<KafkaPartitionSplit> splits)
      throws IOException {
    List<TopicPartition> partitions =
        splits.stream()
            .filter(split -> split.getStartingOffset() == KafkaPartitionSplit.EARLIEST_OFFSET)
            .map(KafkaPartitionSplit::getTopicPartition)
            .toList();
    return partitions.isEmpty() ? Map.of() : catalog.earliest(partitions);
  }

  /** Where those partitions end that are gone on with. */
  private Map<TopicPartition, Long> ends(List<KafkaPartitionSplit> splits) throws IOException {
    List<TopicPartition> goneOnWith =
        splits.stream()
            .filter(split -> split instanceof IdentifiedSplit && split.getStartingOffset() > 0)
            .map(KafkaPartitionSplit::getTopicPartition)
            .toList();
    return goneOnWith.isEmpty() ? Map.of() : catalog.ends(goneOnWith);
  }

  /**
   * A partition that ends before where reading was to go on has lost what was read of it. From its
   * end on others stand at the same offsets.
   */
  private KafkaPartitionSplit within(Map<TopicPartition, Long> ends, KafkaPartitionSplit split) {
    long end = ends.getOrDefault(split.getTopicPartition(), Long.MAX_VALUE);
    if (split.getStartingOffset() <= end) {
      return split;
    }
    truncated.inc();
    LOG.error(
        "Kafka lost the end of {}: it ends at offset {}, and reading was to go on at {}; records"
            + " that are written to the offsets in between pass for those that were lost, and the"
            + " views lack them",
        split.getTopicPartition(),
        end,
        split.getStartingOffset());
    return new KafkaPartitionSplit(split.getTopicPartition(), end);
  }

  private KafkaPartitionSplit valid(
      KafkaPartitionSplit split, Map<TopicPartition, Long> beginnings) {
    String now = idOf(split.getTopic());
    if (!(split instanceof IdentifiedSplit known) || known.topicId().equals(now)) {
      Long beginning = beginnings.get(split.getTopicPartition());
      return beginning == null
          ? split
          : new KafkaPartitionSplit(split.getTopicPartition(), beginning);
    }
    recreated.inc();
    LOG.warn(
        "Topic {} was deleted and created again, its id is {} and was {}: partition {} is read from"
            + " its beginning; what had not been read of the old one up to then, from offset {} on,"
            + " is gone with it",
        split.getTopic(),
        now,
        known.topicId(),
        split.getPartition(),
        split.getStartingOffset());
    return new KafkaPartitionSplit(split.getTopicPartition(), FIRST_OFFSET);
  }

  /** The word where each of these splits starts whose offset is known. */
  List<SourceRecord> starts(List<KafkaPartitionSplit> begun) {
    return begun.stream()
        .filter(split -> split.getStartingOffset() >= 0)
        .map(
            split ->
                SourceRecord.start(
                    split.getTopic(),
                    idOf(split.getTopic()),
                    split.getPartition(),
                    split.getStartingOffset()))
        .toList();
  }

  /** What is said of a partition that is read up to a time. */
  SourceRecord word(ReadTimes.Read read) {
    TopicPartition of = read.partition();
    return SourceRecord.readUpTo(
        of.topic(), idOf(of.topic()), of.partition(), read.next(), read.time());
  }

  /** The splits with the ids of the topics that their offsets are of. */
  List<KafkaPartitionSplit> identified(List<KafkaPartitionSplit> splits) {
    List<KafkaPartitionSplit> identified = new ArrayList<>();
    splits.forEach(split -> identified.add(new IdentifiedSplit(split, idOf(split.getTopic()))));
    return identified;
  }

  /**
   * The id of the topic that the record was read from.
   *
   * @throws TopicRecreatedException when the topic is another by now: whose record it is, and whose
   *     the following ones are, can't be told
   * @throws LogTruncatedException when the record stands before where reading stood
   */
  String topicIdOf(ConsumerRecord<?, ?> record) throws IOException {
    if (record instanceof MarkedRecord mark) {
      if (mark.metadataUpdate() > lastUpdate) {
        requireUnchanged();
        lastUpdate = mark.metadataUpdate();
      }
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (record.offset() < mark.position()) {
        throw new LogTruncatedException(partition, mark.position(), record.offset());
      }
      holes.next(partition, mark.position(), record.offset());
    }
    return idOf(record.topic());
  }

  /**
   * Reports the holes of which it was not yet known whether they are any, and asks what is held
   * back.
   */
  void settle() throws IOException {
    holes.settle();
    if (!partitions.isEmpty() && asked.toCompletableFuture().isDone()) {
      asked = catalog.heldBack(partitions);
      asked.thenAccept(found -> heldBack = found);
    }
  }

  private void requireUnchanged() throws IOException {
    Map<String, String> now = catalog.idsOf(ids.keySet());
    for (Map.Entry<String, String> topic : ids.entrySet()) {
      requireSame(topic.getKey(), topic.getValue(), now.get(topic.getKey()));
    }
  }

  private static void requireSame(String topic, String before, @Nullable String now)
      throws TopicRecreatedException {
    if (!before.equals(now)) {
      throw new TopicRecreatedException(topic, before, now);
    }
  }

  private String idOf(String topic) {
    return Objects.requireNonNull(ids.get(topic), topic);
  }

  @Override
  public void close() {
    catalog.close();
  }
}
