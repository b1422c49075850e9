package io.austin.stream.verify.model;

/**
 * Where a record stands in Kafka.
 *
 * @param topic the topic, in whatever words tell it from others
 * @param partition the partition
 * @param offset the offset in the partition
 */
public record Position(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
