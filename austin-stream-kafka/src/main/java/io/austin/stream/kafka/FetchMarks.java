package io.austin.stream.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** The name of the consumer's property that holds {@link Fetched}. */
  static final String FETCHED = "austin-stream.fetched";

  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private Fetched fetched = new Fetched();
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
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new LinkedHashMap<>();
    for (TopicPartition partition : records.partitions()) {
      polled.put(partition, marked(records.records(partition), partition, update));
    }
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              positions.put(partition, next.offset());
              fetched.upTo(partition, records.records(partition), next.offset());
            });
    if (!records.isEmpty()) {
      marked = update;
    }
    return new ConsumerRecords<>(polled, records.nextOffsets());
  }

  private List<ConsumerRecord<byte[], byte[]>> marked(
      List<ConsumerRecord<byte[], byte[]>> polled, TopicPartition partition, long update) {
    if (polled.isEmpty()) {
      return polled;
    }
    ConsumerRecord<byte[], byte[]> first = polled.get(0);
    long position = positions.getOrDefault(partition, MarkedRecord.UNKNOWN);
    if (update <= marked && first.offset() == position) {
      return polled;
    }
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(polled);
    all.set(0, new MarkedRecord(first, update, position));
    return all;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void configure(Map<String, ?> settings) {
    if (settings.get(FETCHED) instanceof Fetched shared) {
      fetched = shared;
    }
  }

  @Override
  public void close() {}
}
