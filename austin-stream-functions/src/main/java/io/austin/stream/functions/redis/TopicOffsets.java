package io.austin.stream.functions.redis;

import java.util.List;

/**
 * How far completed checkpoints cover a topic.
 *
 * @param partitions all that the topic has
 */
public record TopicOffsets(String topic, String topicId, List<OfPartition> partitions) {
  /**
   * How far they cover a partition.
   *
   * @param next the next offset to be read, or {@link
   *     io.austin.stream.common.ProgressReport#UNKNOWN} where nobody has read it
   * @param end the next offset to be written, of open transactions too
   * @param unread how many offsets are yet to be read
   * @param heldBack how many an open transaction holds back; not among the unread
   */
  public record OfPartition(int partition, long next, long end, long unread, long heldBack) {}
}
