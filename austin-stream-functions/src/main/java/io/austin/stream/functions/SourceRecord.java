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
