package io.austin.stream.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record beside what the consumer knows of how it came by it. That it is one is the mark: nothing
 * that a producer writes into a record makes it one.
 */
final class MarkedRecord extends ConsumerRecord<byte[], byte[]> {
  /** Where a consumer stood that only began. */
  static final long UNKNOWN = -1;

  private final long metadataUpdate;
  private final long position;

  /**
   * A record with its mark.
   *
   * @param metadataUpdate the consumer's last update of what it knows of topics; larger for later
   *     ones, whatever the consumer
   * @param position where the consumer stood in the partition before; {@link #UNKNOWN} if it only
   *     began
   */
  MarkedRecord(ConsumerRecord<byte[], byte[]> record, long metadataUpdate, long position) {
    super(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        record.headers(),
        record.leaderEpoch(),
        record.deliveryCount());
    this.metadataUpdate = metadataUpdate;
    this.position = position;
  }

  long metadataUpdate() {
    return metadataUpdate;
  }

  long position() {
    return position;
  }
}
