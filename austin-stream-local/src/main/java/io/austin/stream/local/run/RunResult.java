package io.austin.stream.local.run;

import io.austin.stream.cli.metrics.EventAge;
import io.austin.stream.options.Option;
import io.austin.stream.options.OptionValues;
import io.austin.stream.verify.Verified;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a run.
 *
 * @param options the job's options, with the servers' addresses
 * @param embedded the addresses of the run's own servers, which are gone now
 * @param delivered what was produced
 * @param applied how many events the job wrote to Redis
 * @param deadLetters how many records became dead letters, by reason
 * @param eventAge how old events were when they stood in Redis
 * @param restarts how often the job failed and was restarted
 * @param verified what the verification found; empty when it was not wanted
 */
public record RunResult(
    OptionValues options,
    Set<Option<?>> embedded,
    Delivered delivered,
    long applied,
    Map<String, Long> deadLetters,
    EventAge eventAge,
    long restarts,
    Optional<Verified> verified) {

  RunResult with(Verified found) {
    return new RunResult(
        options, embedded, delivered, applied, deadLetters, eventAge, restarts, Optional.of(found));
  }

  /** Whether Redis holds what it should, as far as was looked. */
  public boolean isGood() {
    return verified.map(Verified::isExact).orElse(true);
  }

  /** How many records became dead letters. */
  public long deadLetterCount() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }
}
