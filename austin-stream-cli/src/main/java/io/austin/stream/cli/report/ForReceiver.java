package io.austin.stream.cli.report;

import io.austin.stream.cli.report.Traced.View;
import io.austin.stream.common.SimpleAnchorInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a message for one receiver, as the receiver's trail of today says.
 *
 * @param messageId the message
 * @param receiver the receiver
 * @param steps the message's steps for this receiver, the oldest first; may be none
 * @param stepsWithoutMessageId how many of the receiver's steps may be this message's as well: of
 *     its business id, but from a producer that does not say of which message
 */
public record ForReceiver(
    String messageId, String receiver, Trail steps, long stepsWithoutMessageId) {

  /** The answer where one of two ids is a message's and the other a receiver's; else empty. */
  public static Optional<ForReceiver> of(List<Traced> one, List<Traced> other) {
    return inOrder(one, other).or(() -> inOrder(other, one));
  }

  private static Optional<ForReceiver> inOrder(List<Traced> first, List<Traced> second) {
    return of(first, View.MESSAGE)
        .flatMap(
            message ->
                of(second, View.RECEIVER).map(receiver -> ofMessageAndReceiver(message, receiver)));
  }

  private static Optional<Traced> of(List<Traced> found, View view) {
    return found.stream().filter(it -> it.view() == view).findFirst();
  }

  private static ForReceiver ofMessageAndReceiver(Traced message, Traced receiver) {
    Set<Long> businessIds =
        message.trail().steps().stream()
            .map(SimpleAnchorInfo::getBusinessId)
            .collect(Collectors.toSet());
    List<SimpleAnchorInfo> all = receiver.trail().steps();
    return new ForReceiver(
        message.id(),
        receiver.id(),
        new Trail(
            all.stream().filter(step -> message.id().equals(step.getMessageId())).toList(), 0),
        all.stream()
            .filter(step -> step.getMessageId() == null)
            .filter(step -> businessIds.contains(step.getBusinessId()))
            .count());
  }
}
