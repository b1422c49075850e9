package io.austin.stream.torture.guarantee;

import java.util.List;

/** What was removed from Kafka before the job had read it is named by the job, to the offset. */
final class RemovalsAreNamed implements Guarantee {
  @Override
  public String promise() {
    return "what Kafka lost before it was read is named";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    return evidence.removed().stream()
        .filter(hole -> !hole.isCoveredBy(evidence.named()))
        .map(hole -> "nobody said that %s were lost".formatted(hole))
        .toList();
  }
}
