package io.austin.stream.verify;

import io.austin.stream.verify.journey.JourneysVerified;
import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.ExpectedDeadLetter;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a {@link Verification} found.
 *
 * @param topics how much of the topics Kafka holds
 * @param model what they say
 * @param contents what Redis holds
 * @param differences where Redis holds something else
 * @param journeys what of journeys was compared
 */
public record Verified(
    List<TopicExtent> topics,
    ReferenceModel model,
    RedisContents contents,
    Differences differences,
    JourneysVerified journeys) {

  /** How many records Kafka holds. */
  public long records() {
    return topics.stream().mapToLong(TopicExtent::records).sum();
  }

  /** Whether nothing speaks against Redis: it holds what the records say. */
  public boolean isExact() {
    return differences.isEmpty();
  }

  /**
   * Whether the records are all there ever were. Otherwise what Redis holds beyond them may be of
   * those that Kafka removed, and only what it lacks can be judged.
   */
  public boolean isOfWholeTopics() {
    return topics.stream().allMatch(TopicExtent::isWhole);
  }

  /** How many records are no valid events, by reason. */
  public Map<String, Long> deadLetters() {
    return model.deadLetters().stream()
        .collect(
            Collectors.groupingBy(ExpectedDeadLetter::reason, TreeMap::new, Collectors.counting()));
  }
}
