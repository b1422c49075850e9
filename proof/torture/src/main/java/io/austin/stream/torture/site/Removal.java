package io.austin.stream.torture.site;

import io.austin.stream.verify.model.Position;

/**
 * Records of a partition that were removed while no job was at work.
 *
 * @param topicId the topic's id
 * @param partition the partition
 * @param fences what stood in Redis then
 * @param checkpointed up to where the job had checkpoints, at least
 * @param to the offset behind what was removed
 */
record Removal(String topicId, int partition, StandingFences fences, long checkpointed, long to) {

  /** Whether the record will never show at the key: it was removed before it did. */
  boolean hides(Position position, String key) {
    return isOf(position) && position.offset() < to && !fences.applies(position, key);
  }

  /** Whether the record may have been removed before a checkpoint told that it was read. */
  boolean mayHide(Position position) {
    return isOf(position) && position.offset() < to && position.offset() >= checkpointed;
  }

  /** The same where all that stood in Redis was taken out. */
  Removal ofNothingApplied() {
    return new Removal(topicId, partition, StandingFences.none(), checkpointed, to);
  }

  private boolean isOf(Position position) {
    return position.topic().equals(topicId) && position.partition() == partition;
  }
}
