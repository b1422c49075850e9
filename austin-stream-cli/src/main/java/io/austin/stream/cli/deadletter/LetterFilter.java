package io.austin.stream.cli.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which dead letters are meant. What is empty leaves none out.
 *
 * @param reasons reasons, or the part before the colon: {@code invalid} is every {@code
 *     invalid:<field>}
 * @param partition the partition of the refused records
 * @param offsets their offsets
 * @param since not refused before
 * @param until refused before
 */
public record LetterFilter(
    List<String> reasons,
    Optional<Integer> partition,
    Optional<OffsetRange> offsets,
    Optional<Instant> since,
    Optional<Instant> until) {

  boolean accepts(StoredLetter stored) {
    Instant refused = Instant.ofEpochMilli(stored.refusedAt());
    return isReason(stored.letter().reason())
        && partition.map(it -> it == stored.origin().partition()).orElse(true)
        && offsets.map(it -> it.holds(stored.origin().offset())).orElse(true)
        && since.map(it -> !refused.isBefore(it)).orElse(true)
        && until.map(refused::isBefore).orElse(true);
  }

  private boolean isReason(String reason) {
    return reasons.isEmpty()
        || reasons.stream().anyMatch(it -> reason.equals(it) || reason.startsWith(it + ":"));
  }

  /**
   * Offsets of a partition.
   *
   * @param first the first
   * @param last the last, not below the first
   */
  public record OffsetRange(long first, long last) {
    boolean holds(long offset) {
      return first <= offset && offset <= last;
    }
  }
}
