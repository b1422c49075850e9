package io.austin.stream.bench.backlog;

import java.util.List;
import java.util.Set;

/**
 * Events that wait in a topic.
 *
 * @param topic the topic
 * @param traffic what they are
 * @param milestones for each partition the places at which progress can be seen
 * @param journeys how many receivers the messages have, counted by message
 * @param templates the business ids of the messages
 */
public record Backlog(
    String topic,
    Traffic traffic,
    List<List<Milestone>> milestones,
    long journeys,
    Set<Long> templates) {
  /** How many events there are. */
  public long events() {
    return traffic.events();
  }
}
