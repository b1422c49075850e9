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
public record LostRange(String topic, String topicId, int partition, long from, long to) {}
