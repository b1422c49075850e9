package io.austin.stream.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader's consumer has come in its partitions: that is known before the reader has what
 * it fetched. Marks of transactions and aborted records take offsets too, so a consumer comes
 * further than its last record.
 */
final class Fetched {
  private final Map<TopicPartition, Position> positions = new ConcurrentHashMap<>();

  /**
   * A consumer's position.
   *
   * @param next the offset that is fetched next
   * @param behindRecords the offset behind the last record that was fetched
   */
  record Position(long next, long behindRecords) {}

  /** Reading begins there. */
  void begin(TopicPartition partition, long offset) {
    positions.put(partition, new Position(offset, offset));
  }

  /** These records were fetched, maybe none, and the consumer stands at an offset now. */
  void upTo(TopicPartition partition, List<? extends ConsumerRecord<?, ?>> records, long next) {
    positions.computeIfPresent(
        partition,
        (same, before) ->
            new Position(
                next,
                records.isEmpty()
                    ? before.behindRecords
                    : records.get(records.size() - 1).offset() + 1));
  }

  /** Where the consumer stands; {@code null} where it is not known. */
  @Nullable Position of(TopicPartition partition) {
    return positions.get(partition);
  }
}
