package io.austin.stream.torture.site;

import io.austin.stream.verify.model.Position;
import java.util.Map;

/**
 * A topic that was deleted. What was read of it by then is all that ever will be.
 *
 * @param topicId its id
 * @param applied by partition, up to where its records stood in Redis before it was deleted
 * @param checkpointed by partition, up to where the job had checkpoints then, at least
 */
record FormerTopic(String topicId, Map<Integer, Long> applied, Map<Integer, Long> checkpointed) {

  /** The same where all that stood in Redis was taken out. */
  FormerTopic ofNothingApplied() {
    return new FormerTopic(topicId, Map.of(), checkpointed);
  }

  boolean isOf(Position position) {
    return position.topic().equals(topicId);
  }

  /** Whether the record was in Redis when the topic was deleted. */
  boolean wasApplied(Position position) {
    return position.offset() < applied.getOrDefault(position.partition(), 0L);
  }

  /** Whether the record may have been deleted before a checkpoint told that it was read. */
  boolean mayHide(Position position) {
    return isOf(position)
        && position.offset() >= checkpointed.getOrDefault(position.partition(), 0L);
  }
}
