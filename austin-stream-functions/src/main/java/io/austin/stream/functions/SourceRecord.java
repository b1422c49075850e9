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
  private static final int NO_PARTITION = -1;

  /**
   * Not a record, but the word that a partition is read from an offset on, which its source gives
   * before the first record there, or without one. Kafka's offsets are never negative, so no record
   * passes for it.
   */
  public static SourceRecord start(String topic, String topicId, int partition, long offset) {
    return new SourceRecord(topic, topicId, partition, ~offset, NO_TIMESTAMP, null, null);
  }

  /**
   * Not a record, but the word that who has read the records before an offset has read all that
   * stood in the partition at a time. A source gives it where it is asked to, after the records of
   * earlier words and maybe before some of its own.
   *
   * @param next the offset behind the last of these records
   * @param time in milliseconds since the epoch
   */
  public static SourceRecord readUpTo(
      String topic, String topicId, int partition, long next, long time) {
    return new SourceRecord(topic, topicId, partition, ~next, time, null, null);
  }

  /**
   * Not a record, but the word that a subtask has no partition to read, while others have all of
   * them.
   */
  public static SourceRecord nothingToRead() {
    return new SourceRecord("", "", NO_PARTITION, -1, NO_TIMESTAMP, null, null);
  }

  /** Whether this is a word of the source, and no record. */
  public boolean isWord() {
    return offset < 0;
  }

  /** Whether this is {@link #start}. */
  public boolean isStart() {
    return isWord() && partition != NO_PARTITION && timestamp == NO_TIMESTAMP;
  }

  /** Whether this is {@link #readUpTo}. */
  public boolean isReadUpTo() {
    return isWord() && timestamp != NO_TIMESTAMP;
  }

  /** The offset behind which the records of a {@link #start} or {@link #readUpTo} are. */
  public long wordOffset() {
    return ~offset;
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
