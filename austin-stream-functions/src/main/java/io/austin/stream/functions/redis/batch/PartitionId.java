package io.austin.stream.functions.redis.batch;

/**
 * A partition of a topic that was created once.
 *
 * @param topicId Kafka's own id of the topic, another one after the topic was created again
 * @param partition the partition's number
 */
public record PartitionId(String topicId, int partition) {
  /** Refuses what would be written into the name of a fence that is nobody's. */
  public PartitionId {
    if (topicId == null || topicId.isBlank()) {
      throw new IllegalArgumentException(
          "topicId is missing: a fence needs Kafka's own id of the topic, as TopicDescription tells"
              + " it");
    }
    if (partition < 0) {
      throw new IllegalArgumentException("partition is negative: " + partition);
    }
  }

  public boolean is(String otherTopicId, int otherPartition) {
    return partition == otherPartition && topicId.equals(otherTopicId);
  }
}
