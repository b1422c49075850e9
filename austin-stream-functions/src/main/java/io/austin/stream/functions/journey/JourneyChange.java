package io.austin.stream.functions.journey;

import org.jspecify.annotations.Nullable;

/**
 * A journey stands otherwise than before. What it passes through depends on how partitions
 * interleave; where it ends does not.
 *
 * @param messageId the message
 * @param receiver the receiver
 * @param before how it stood; {@code null} where it begins
 * @param after how it stands
 */
public record JourneyChange(
    String messageId, String receiver, @Nullable Standing before, Standing after) {
  /** The same journey counted under another template: gone there, begun here. */
  boolean movesTemplate() {
    return before != null && before.businessId() != after.businessId();
  }

  /** Names no receiver: it may end up in a log. */
  @Override
  public String toString() {
    return messageId + ": " + before + " -> " + after;
  }
}
