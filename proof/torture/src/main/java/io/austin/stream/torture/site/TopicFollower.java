package io.austin.stream.torture.site;

import io.austin.stream.test.server.KafkaServer;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.TraceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Folds the records of a topic that was created once into a reference model as they come, under the
 * topic's id. Not thread-safe.
 */
final class TopicFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final String topicId;
  private final ReferenceModel model;

  TopicFollower(KafkaServer kafka, String topic, ReferenceModel model) {
    this.model = model;
    this.topicId = kafka.topicId(topic).toString();
    consumer = kafka.newConsumer();
    partitions =
        IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  String topicId() {
    return topicId;
  }

  /** Folds everything that is committed by now. */
  void catchUp() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!hasReached(ends)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Kafka hands over no more records");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        model.fold(
            new TraceRecord(
                topicId, record.partition(), record.offset(), record.timestamp(), record.value()));
      }
    }
  }

  private boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), LIMIT) >= end.getValue());
  }

  /** By partition, the offset behind what was folded. */
  Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new TreeMap<>();
    partitions.forEach(it -> positions.put(it.partition(), consumer.position(it, LIMIT)));
    return positions;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
