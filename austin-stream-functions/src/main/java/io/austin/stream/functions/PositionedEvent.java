package io.austin.stream.functions;

import io.austin.stream.common.AnchorInfo;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * An event and where it stood in Kafka: what the fence needs to apply it exactly once.
 *
 * @param topic the topic's name
 * @param topicId Kafka's own id of the topic, another one after the topic was created again
 * @param partition the partition
 * @param offset the offset in the partition
 * @param event the event
 */
public record PositionedEvent(
    String topic,
    String topicId,
    int partition,
    long offset,
    @TypeInfo(AnchorInfoTypeInfoFactory.class) AnchorInfo event) {
  /** What a {@link SourceRecord#start} becomes: it has no event. */
  @SuppressWarnings("NullAway") // goes to an EventPipeline's sink alone, which asks for isStart
  public static PositionedEvent start(SourceRecord start) {
    return new PositionedEvent(
        start.topic(), start.topicId(), start.partition(), start.offset(), null);
  }

  /** Whether this is no event, but the word that its partition is read from an offset on. */
  public boolean isStart() {
    return offset < 0;
  }

  /** Where reading starts, if this {@link #isStart}. */
  public long startOffset() {
    return ~offset;
  }
}
