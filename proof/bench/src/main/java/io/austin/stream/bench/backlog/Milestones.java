package io.austin.stream.bench.backlog;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.AnchorState;
import io.austin.stream.common.TraceKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The milestones of one partition, put down while its events are made: the first event of a message
 * at every half per cent, and at the end the trails of the last messages together, so many that
 * every bucket of the keys has some of them.
 */
final class Milestones {
  private static final int STEPS = 200;
  private static final int LAST_KEYS = 128;
  private static final TraceKeys KEYS = TraceKeys.unprefixed();

  private final long step;
  private final List<Milestone> milestones = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();
  private long position;
  private long next = 1;

  Milestones(long expectedEvents) {
    step = Math.max(1, expectedEvents / STEPS);
  }

  void add(AnchorInfo event) {
    position++;
    String messageId = event.getMessageId();
    if (messageId == null || event.getState() != AnchorState.RECEIVE.getCode()) {
      return;
    }
    String key = KEYS.messageTrail(messageId);
    if (position >= next) {
      milestones.add(new Milestone(position, List.of(key)));
      next = position + step;
    }
    if (last.size() == LAST_KEYS) {
      last.removeFirst();
    }
    last.addLast(key);
  }

  List<Milestone> finish() {
    if (!last.isEmpty()) {
      milestones.add(new Milestone(position, List.copyOf(last)));
    }
    return List.copyOf(milestones);
  }
}
