package io.austin.stream.torture.guarantee;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.verify.DeadLetterCheck;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.RedisValue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A promise of the data contract that no fault may break. */
public enum Guarantee {
  /** Every effect of every event shows. */
  NOTHING_LOST(
      "nothing is lost",
      evidence -> counted(evidence.effects().lost(), "%,d effects of events are lost")),

  /** No effect of an event shows twice, and nothing shows that no event explains. */
  NOTHING_DOUBLED(
      "nothing is doubled",
      evidence ->
          counted(evidence.effects().doubled(), "%,d effects show too often or from nowhere")),

  /**
   * Redis holds what the model says: each key's entries in the order of their partition, its
   * totals, its expiry, and no other key.
   */
  CONTENTS_EXACT(
      "every key holds its events in order, and there is no other key", Guarantee::contents),

  /** Each key of the views goes by itself some day. */
  EVERY_KEY_EXPIRES("every key expires", Guarantee::eternalKeys),

  /** Each record that is no event is in the dead-letter topic, see {@link DeadLetterCheck}. */
  BAD_RECORDS_ARE_DEAD_LETTERS(
      "every bad record is a dead letter",
      evidence ->
          DeadLetterCheck.violations(evidence.model(), evidence.unread(), evidence.deadLetters())),

  /** At any moment Redis shows exactly the events below its fences. */
  FENCES_TELL_THE_DATA(
      "at any moment, Redis shows exactly the events below its fences",
      evidence ->
          evidence.samples().stream()
              .filter(sample -> !sample.differences().isEmpty())
              .map(sample -> sample.at() + ": " + sample.differences())
              .toList()),

  /** What was removed from Kafka before the job had read it is named by the job, to the offset. */
  REMOVALS_ARE_NAMED(
      "what Kafka lost before it was read is named",
      evidence ->
          evidence.removed().stream()
              .filter(hole -> !hole.isCoveredBy(evidence.named()))
              .map(hole -> "nobody said that %s were lost".formatted(hole))
              .toList());

  private static final int SHOWN = 5;

  private final String promise;
  private final Function<Evidence, List<String>> violations;

  Guarantee(String promise, Function<Evidence, List<String>> violations) {
    this.promise = promise;
    this.violations = violations;
  }

  /** The promise in a few words. */
  public String promise() {
    return promise;
  }

  /** Where the evidence breaks it; empty where it is kept. */
  public List<String> violations(Evidence evidence) {
    return violations.apply(evidence);
  }

  private static List<String> counted(long found, String violation) {
    return found == 0 ? List.of() : List.of(violation.formatted(found));
  }

  private static List<String> contents(Evidence evidence) {
    Differences differences =
        Comparison.with(evidence.model())
            .since(evidence.began())
            .exclusive()
            .restrictedTo(evidence.standing())
            .ignoring(evidence.foreignKeys()::contains)
            .showing(SHOWN)
            .of(evidence.contents(), evidence.now());
    return differences.isEmpty() ? List.of() : List.of(differences.toString());
  }

  private static List<String> eternalKeys(Evidence evidence) {
    return evidence.contents().keys().stream()
        .filter(key -> !key.startsWith(TraceKeys.OWN))
        .filter(key -> !evidence.foreignKeys().contains(key))
        .filter(key -> isEternal(evidence.contents().get(key)))
        .limit(SHOWN)
        .map(key -> key + " never expires")
        .toList();
  }

  private static boolean isEternal(@Nullable RedisValue value) {
    return value != null && value.expiresAt() == RedisValue.NEVER;
  }
}
