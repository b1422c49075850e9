package io.austin.stream.console.trace;

import io.austin.stream.common.AnchorState;
import io.austin.stream.common.SimpleAnchorInfo;
import io.austin.stream.common.StepOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one message, oldest first.
 *
 * @param steps never empty
 */
public record MessageSteps(List<SimpleAnchorInfo> steps) {
  private static final int HELD = AnchorState.NIGHT_SHIELD_NEXT_SEND.getCode();

  /** All entries of a message's own trail. */
  public static MessageSteps ofTrail(List<SimpleAnchorInfo> newestFirst) {
    return new MessageSteps(oldestFirst(newestFirst));
  }

  /**
   * The messages of a receiver's trail, the one that began last first. A message is a business id
   * and a message id; without a message id, it begins at each RECEIVE of its business id.
   */
  public static List<MessageSteps> groups(List<SimpleAnchorInfo> newestFirst) {
    Map<Group, List<SimpleAnchorInfo>> groups = new LinkedHashMap<>();
    for (SimpleAnchorInfo entry : oldestFirst(newestFirst)) {
      Group group = new Group(entry.getBusinessId(), entry.getMessageId());
      groups.computeIfAbsent(group, any -> new ArrayList<>()).add(entry);
    }
    List<MessageSteps> messages = new ArrayList<>();
    groups.forEach(
        (group, steps) -> {
          if (group.messageId() == null) {
            messages.addAll(new MessageSteps(steps).splitAtReceive());
          } else {
            messages.add(new MessageSteps(steps));
          }
        });
    messages.sort(Comparator.comparingLong(MessageSteps::beganAt).reversed());
    return messages;
  }

  /** The same steps as several messages, each of which begins with a RECEIVE. */
  public Collection<MessageSteps> splitAtReceive() {
    List<MessageSteps> messages = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).getState() == AnchorState.RECEIVE.getCode()) {
        messages.add(new MessageSteps(steps.subList(from, i)));
        from = i;
      }
    }
    messages.add(new MessageSteps(steps.subList(from, steps.size())));
    return messages;
  }

  /** What became of it. */
  public Outcome outcome() {
    return Outcome.of(decisive().getState());
  }

  /**
   * The newest step that says more than that the message was received, if there is one. What was
   * held is in progress again when austin has taken it in once more.
   */
  public SimpleAnchorInfo decisive() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      SimpleAnchorInfo step = steps.get(i);
      if (StateKind.of(step.getState()) != StateKind.RECEIVED) {
        return step.getState() == HELD ? newest() : step;
      }
    }
    return newest();
  }

  /**
   * The step in which the channel told its own code, of a message that has failed: that which
   * decided, else the newest beside it.
   */
  public Optional<SimpleAnchorInfo> channelCode() {
    if (outcome() != Outcome.FAILED) {
      return Optional.empty();
    }
    SimpleAnchorInfo decisive = decisive();
    return isCode(decisive)
        ? Optional.of(decisive)
        : steps.stream().filter(MessageSteps::isCode).reduce((older, newer) -> newer);
  }

  private static boolean isCode(SimpleAnchorInfo step) {
    return StateKind.of(step.getState()) == StateKind.ERROR;
  }

  /** The step that came last. */
  public SimpleAnchorInfo newest() {
    return steps.get(steps.size() - 1);
  }

  /** The time of the first step. */
  public long beganAt() {
    return steps.get(0).getTimestamp();
  }

  /** From the first step to the last, in milliseconds. */
  public long duration() {
    return steps.get(steps.size() - 1).getTimestamp() - beganAt();
  }

  /** The business id of the newest step. */
  public long businessId() {
    return steps.get(steps.size() - 1).getBusinessId();
  }

  /** The message; {@code null} where the events carry none. */
  public @Nullable String messageId() {
    return steps.get(0).getMessageId();
  }

  private static List<SimpleAnchorInfo> oldestFirst(List<SimpleAnchorInfo> newestFirst) {
    List<SimpleAnchorInfo> steps = new ArrayList<>(newestFirst);
    Collections.reverse(steps);
    steps.sort(StepOrder.OLDEST_FIRST);
    return steps;
  }

  private record Group(long businessId, @Nullable String messageId) {}
}
