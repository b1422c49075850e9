package io.austin.stream.kafka;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** A partition and how far it was read, beside the id of the topic that its offset is of. */
final class IdentifiedSplit extends KafkaPartitionSplit {
  private final String topicId;

  IdentifiedSplit(KafkaPartitionSplit split, String topicId) {
    super(
        split.getTopicPartition(),
        split.getStartingOffset(),
        split.getStoppingOffset().orElse(NO_STOPPING_OFFSET));
    this.topicId = topicId;
  }

  String topicId() {
    return topicId;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof IdentifiedSplit that
        && topicId.equals(that.topicId);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + topicId.hashCode();
  }

  @Override
  public String toString() {
    return super.toString() + " of topic " + topicId;
  }
}
