package io.austin.stream.verify.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The events that reach one key, by view, each in the order of folding: by offset within a
 * partition. More than one view at a key means that names collide.
 *
 * @param messageTrail events of the message that the key is named after
 * @param receiverTrail events to the receiver that the key is named after
 * @param totals events of the template that the key is named after
 * @param callerTrail events that took messages in for the caller's id that the key is named after
 */
record KeyEvents(
    List<FoldedEvent> messageTrail,
    List<FoldedEvent> receiverTrail,
    List<FoldedEvent> totals,
    List<FoldedEvent> callerTrail) {

  /** No events yet. Most keys are of one view and have few events. */
  static KeyEvents none() {
    return new KeyEvents(
        new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0), new ArrayList<>(0));
  }

  KeyEvents only(Predicate<FoldedEvent> applies) {
    return new KeyEvents(
        messageTrail.stream().filter(applies).toList(),
        receiverTrail.stream().filter(applies).toList(),
        totals.stream().filter(applies).toList(),
        callerTrail.stream().filter(applies).toList());
  }

  boolean isEmpty() {
    return messageTrail.isEmpty()
        && receiverTrail.isEmpty()
        && totals.isEmpty()
        && callerTrail.isEmpty();
  }

  /**
   * Whether different views claim the key: the one that comes first stands, Redis refuses the
   * other. Nothing else is named like a caller's trail.
   */
  boolean isContested() {
    int views = messageTrail.isEmpty() ? 0 : 1;
    views += receiverTrail.isEmpty() ? 0 : 1;
    views += totals.isEmpty() ? 0 : 1;
    return views > 1;
  }
}
