package io.austin.stream.verify.model;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as the model folds it.
 *
 * @param topic the topic; a topic that was created again counts as another one, give it a new name
 * @param partition the partition
 * @param offset the offset in the partition
 * @param timestamp the record's own timestamp in milliseconds since the epoch, negative for none
 * @param value the value's bytes, {@code null} for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are read once and never compared
public record TraceRecord(
    String topic, int partition, long offset, long timestamp, byte @Nullable [] value) {}
