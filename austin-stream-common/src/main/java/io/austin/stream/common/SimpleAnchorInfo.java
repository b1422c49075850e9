package io.austin.stream.common;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a trail in Redis: one step of a message, without its receivers. Immutable. {@link
 * SimpleAnchorInfoCodec} is its JSON form.
 */
public final class SimpleAnchorInfo {
  private final long businessId;
  private final int state;
  private final long timestamp;
  private final @Nullable String messageId;

  private SimpleAnchorInfo(long businessId, int state, long timestamp, @Nullable String messageId) {
    this.businessId = businessId;
    this.state = state;
    this.timestamp = timestamp;
    this.messageId = messageId;
  }

  /**
   * An entry.
   *
   * @param timestamp the event's time in milliseconds since the epoch, never the time of writing
   * @param messageId only in a receiver's trail, and only where the event has one
   */
  public static SimpleAnchorInfo of(
      long businessId, int state, long timestamp, @Nullable String messageId) {
    return new SimpleAnchorInfo(businessId, state, timestamp, messageId);
  }

  /** What the trail of the event's message shows of it. */
  public static SimpleAnchorInfo forMessageTrail(AnchorInfo event) {
    return of(event.getBusinessId(), event.getState(), event.getLogTimestamp(), null);
  }

  /** What the trail of each of the event's receivers shows of it. */
  public static SimpleAnchorInfo forReceiverTrail(AnchorInfo event) {
    return of(
        event.getBusinessId(), event.getState(), event.getLogTimestamp(), event.getMessageId());
  }

  /** The template, its type and its day, see {@link BusinessId}. */
  public long getBusinessId() {
    return businessId;
  }

  /** The step's code: an {@link AnchorState}, or a channel's own error code. */
  public int getState() {
    return state;
  }

  /** When the step happened, in milliseconds since the epoch. */
  public long getTimestamp() {
    return timestamp;
  }

  /** The message; {@code null} in a message's own trail and in events of older producers. */
  public @Nullable String getMessageId() {
    return messageId;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof SimpleAnchorInfo)) {
      return false;
    }
    SimpleAnchorInfo that = (SimpleAnchorInfo) other;
    return businessId == that.businessId
        && state == that.state
        && timestamp == that.timestamp
        && Objects.equals(messageId, that.messageId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(businessId, state, timestamp, messageId);
  }

  @Override
  public String toString() {
    return SimpleAnchorInfoCodec.toJson(this);
  }
}
