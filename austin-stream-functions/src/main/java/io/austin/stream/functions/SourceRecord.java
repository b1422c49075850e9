package io.austin.stream.functions;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was read: where it stood and its bytes. Its text form shows how many bytes
 * there are, not which.
 *
 * @param topic the topic's name
 * @param topicId Kafka's own id of the topic, another one after the topic was created again
 * @param partition the partition
 * @param offset the offset in the partition
 * @param timestamp the record's own timestamp in milliseconds since the epoch, negative for none
 * @param key the key's bytes, {@code null} for none
 * @param value the value's bytes, {@code null} for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through untouched and are never compared
public record SourceRecord(
    String topic,
    String topicId,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value) {
  private static final long NO_TIMESTAMP = -1;

  /**
   * Not a record, but the word that a partition is read from an offset on, which its source gives
   * before the first record there, or without one. Kafka's offsets are never negative, so no record
   * passes for it.
   */
  public static SourceRecord start(String topic, String topicId, int partition, long offset) {
    return new SourceRecord(topic, topicId, partition, ~offset, NO_TIMESTAMP, null, null);
  }

  /** Whether this is {@link #start} and no record. */
  public boolean isStart() {
    return offset < 0;
  }

  @Override
  public String toString() {
    return "%s-%d offset %d, timestamp %d, %s, %s"
        .formatted(
            topic, partition, offset, timestamp, described("key", key), described("value", value));
  }

  private static String described(String part, byte @Nullable [] bytes) {
    return bytes == null ? "no " + part : part + " of " + bytes.length + " bytes";
  }
}
