package io.austin.stream.functions.redis;

/**
 * Offsets of a partition that were applied once and are to be read again.
 *
 * @param topic the topic's name
 * @param topicId Kafka's own id of the topic: what was created again under the name has others
 * @param partition the partition
 * @param from the first offset of the range
 * @param to the offset behind the range
 */
public record LostRange(String topic, String topicId, int partition, long from, long to) {
  /** What of the range lies between two offsets; from the end of it on, where nothing does. */
  public LostRange within(long first, long behindLast) {
    long begin = Math.min(Math.max(from, first), to);
    return new LostRange(
        topic, topicId, partition, begin, Math.max(begin, Math.min(to, behindLast)));
  }
}
