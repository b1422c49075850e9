package io.austin.stream.torture.guarantee;

import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.Differences;
import java.util.List;

/**
 * Redis holds what the model says: each key's entries in the order of their partition, its totals,
 * its expiry, and no other key.
 */
final class ContentsExact implements Guarantee {
  private static final int SHOWN = 5;

  @Override
  public String promise() {
    return "every key holds its events in order, and there is no other key";
  }

  @Override
  public List<String> violations(Evidence evidence) {
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
}
