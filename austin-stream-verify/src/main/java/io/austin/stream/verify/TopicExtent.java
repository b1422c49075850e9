package io.austin.stream.verify;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * How much of what was written to a topic its readers see.
 *
 * @param topic its name
 * @param records how many records they see
 * @param beginnings by partition, the first offset that Kafka still holds, where it is not 0
 * @param heldBack by partition, how many offsets an open transaction holds back, where it does
 * @param isCompacted whether Kafka removes a record when its key has a newer one
 */
public record TopicExtent(
    String topic,
    long records,
    SortedMap<Integer, Long> beginnings,
    SortedMap<Integer, Long> heldBack,
    boolean isCompacted) {

  /** Whether nothing that stood before what readers see may have been removed. */
  public boolean isWhole() {
    return beginnings.isEmpty() && !isCompacted;
  }

  /** The beginnings for a message: {@code austinLog-0 from offset 100}. */
  public String describeBeginnings() {
    return describe(beginnings, " from offset ");
  }

  /** What is held back for a message: {@code austinLog-0 500 offsets}. */
  public String describeHeldBack() {
    return describe(heldBack, " ") + " offsets";
  }

  private String describe(Map<Integer, Long> offsets, String between) {
    return offsets.entrySet().stream()
        .map(offset -> topic + "-" + offset.getKey() + between + offset.getValue())
        .collect(Collectors.joining(", "));
  }
}
