package io.austin.stream.console.trace;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.SimpleAnchorInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The messages that a channel has accepted for a receiver: the one before a repetition probably is
 * the one repeated. austin does not record what either contained.
 */
public final class SentMessages {
  private static final Set<Integer> REPETITIONS =
      Set.of(AnchorState.CONTENT_DEDUPLICATION.getCode(), AnchorState.RULE_DEDUPLICATION.getCode());

  private final List<Sent> newestFirst;

  private SentMessages(List<Sent> newestFirst) {
    this.newestFirst = newestFirst;
  }

  /** Those among a receiver's messages, of which the one that began last comes first. */
  public static SentMessages among(List<MessageSteps> newestFirst) {
    return new SentMessages(newestFirst.stream().flatMap(it -> sent(it).stream()).toList());
  }

  private static Optional<Sent> sent(MessageSteps message) {
    String messageId = message.messageId();
    boolean accepted = message.outcome() == Outcome.SENT || message.outcome() == Outcome.CLICKED;
    return messageId == null || !accepted
        ? Optional.empty()
        : message.steps().stream()
            .filter(step -> step.getState() == AnchorState.SEND_SUCCESS.getCode())
            .findFirst()
            .map(SimpleAnchorInfo::getTimestamp)
            .map(at -> new Sent(messageId, message.businessId(), at));
  }

  /** The newest of the same template that was accepted before a repetition began. */
  public Optional<Sent> before(MessageSteps message) {
    return REPETITIONS.contains(message.decisive().getState())
        ? newestFirst.stream()
            .filter(sent -> sent.businessId() == message.businessId())
            .filter(sent -> !Objects.equals(sent.messageId(), message.messageId()))
            .filter(sent -> sent.at() < message.beganAt())
            .findFirst()
        : Optional.empty();
  }

  /**
   * A message that a channel has accepted.
   *
   * @param at when it did, in epoch milliseconds
   */
  public record Sent(String messageId, long businessId, long at) {}
}
