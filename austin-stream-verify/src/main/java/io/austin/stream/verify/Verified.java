package io.austin.stream.verify;

import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.ExpectedDeadLetter;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a {@link Verification} found.
 *
 * @param records how many records Kafka holds
 * @param model what they say
 * @param contents what Redis holds
 * @param differences where Redis holds something else
 */
public record Verified(
    long records, ReferenceModel model, RedisContents contents, Differences differences) {

  /** Whether Redis holds exactly what the records say. */
  public boolean isExact() {
    return differences.isEmpty();
  }

  /** How many records are no valid events, by reason. */
  public Map<String, Long> deadLetters() {
    return model.deadLetters().stream()
        .collect(
            Collectors.groupingBy(ExpectedDeadLetter::reason, TreeMap::new, Collectors.counting()));
  }
}
