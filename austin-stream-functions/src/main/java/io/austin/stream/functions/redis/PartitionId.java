package io.austin.stream.functions.redis;

/**
 * A partition of a topic that was created once.
 *
 * @param topicId Kafka's own id of the topic, another one after the topic was created again
 * @param partition the partition's number
 */
record PartitionId(String topicId, int partition) {
  boolean is(String otherTopicId, int otherPartition) {
    return partition == otherPartition && topicId.equals(otherTopicId);
  }
}
