package io.austin.stream.cli.report;

import io.austin.stream.cli.report.Traced.View;
import io.austin.stream.common.SimpleAnchorInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * The answers where one of two ids is a message's and the other a receiver's, for each form of
   * the receiver that is there, those that have the message first; else none.
   */
  public static List<ForReceiver> of(List<Traced> one, List<Traced> other) {
    List<ForReceiver> answers = inOrder(one, other);
    return answers.isEmpty() ? inOrder(other, one) : answers;
  }

  private static List<ForReceiver> inOrder(List<Traced> first, List<Traced> second) {
    return of(first, View.MESSAGE)
        .limit(1)
        .flatMap(
            message ->
                of(second, View.RECEIVER).map(receiver -> ofMessageAndReceiver(message, receiver)))
        .sorted(Comparator.comparing(answer -> answer.steps().steps().isEmpty()))
        .toList();
  }

  private static Stream<Traced> of(List<Traced> found, View view) {
    return found.stream().filter(it -> it.view() == view);
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
