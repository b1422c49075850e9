package io.austin.stream.bench.backlog;

import java.util.List;

/**
 * Events that wait in a topic.
 *
 * @param topic the topic
 * @param traffic what they are
 * @param milestones for each partition the places at which progress can be seen
 */
public record Backlog(String topic, Traffic traffic, List<List<Milestone>> milestones) {
  /** How many events there are. */
  public long events() {
    return traffic.events();
  }
}
