package io.austin.stream.torture;

import io.austin.stream.torture.Torture.Breakdown;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/**
 * What came of all rounds.
 *
 * @param rounds the rounds that were finished
 * @param breakdown the round that was not
 * @param job what the job did meanwhile
 */
public record TortureResult(
    List<RoundResult> rounds, Optional<Breakdown> breakdown, JobFigures job) {

  /** Whether every promise was kept in every round. */
  public boolean isGood() {
    return breakdown.isEmpty() && rounds.stream().allMatch(it -> it.violations().isEmpty());
  }

  /** How many effects of events are lost. */
  public long lost() {
    return sum(round -> round.effects().lost());
  }

  /** How many effects show too often. */
  public long doubled() {
    return sum(round -> round.effects().doubled());
  }

  /** The promises that were broken, and how. */
  public List<String> violations() {
    return rounds.stream().flatMap(round -> round.violations().stream()).toList();
  }

  long sum(ToLongFunction<RoundResult> figure) {
    return rounds.stream().mapToLong(figure).sum();
  }

  List<Strike> strikes() {
    return rounds.stream().flatMap(round -> round.strikes().stream()).toList();
  }

  /** The number of the round that went wrong. */
  OptionalInt badRound() {
    if (breakdown.isPresent()) {
      return OptionalInt.of(breakdown.get().round());
    }
    return rounds.stream()
        .filter(round -> !round.violations().isEmpty())
        .mapToInt(RoundResult::round)
        .findFirst();
  }
}
