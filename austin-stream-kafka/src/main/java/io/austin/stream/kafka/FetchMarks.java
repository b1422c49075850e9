package io.austin.stream.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Marks the records with which something may have changed for a consumer: the first ones after it
 * has learned of topics anew, and those that do not follow on where it stood in their partition.
 *
 * <p>A consumer asks brokers for records by the topic's id, and knows another id only after it has
 * learned of topics anew. So the records of a topic that was created again come with a mark or
 * behind one.
 */
public final class FetchMarks
    implements ConsumerInterceptor<byte[], byte[]>, ClusterResourceListener {
  private static final AtomicLong UPDATES = new AtomicLong();

  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final AtomicLong updated = new AtomicLong();
  private long marked;

  /** Called by the consumer, before it uses what it has learned. */
  @Override
  public void onUpdate(ClusterResource cluster) {
    updated.set(UPDATES.incrementAndGet());
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    long update = updated.get();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> polled = records.records(partition);
      if (!polled.isEmpty()) {
        ConsumerRecord<byte[], byte[]> first = polled.get(0);
        long position = positions.getOrDefault(partition, FetchMark.UNKNOWN);
        if (update > marked || first.offset() != position) {
          new FetchMark(update, position).writeTo(first);
        }
      }
    }
    records.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
    if (!records.isEmpty()) {
      marked = update;
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public void close() {}
}
