package io.austin.stream.torture;

import io.austin.stream.torture.fault.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The faults of a round: first those whose turn it is, then all in random order, each once before
 * any comes again. What a round must be prepared for comes in its turn only.
 */
final class FaultDeck {
  private final Deque<Fault> turn;
  private final List<Fault> others;
  private final Random random;
  private final List<Fault> left = new ArrayList<>();

  FaultDeck(List<Fault> turn, List<Fault> all, Random random) {
    this.turn = new ArrayDeque<>(turn);
    this.others = all.stream().filter(fault -> !fault.foreseen()).toList();
    this.random = random;
  }

  /** Whether the next one is one whose turn it is. */
  boolean isItsTurn() {
    return !turn.isEmpty();
  }

  /** The next one; none where all that there are have had their turn and may not come again. */
  Optional<Fault> next() {
    if (!turn.isEmpty()) {
      return Optional.of(turn.pop());
    }
    if (left.isEmpty()) {
      left.addAll(others);
      Collections.shuffle(left, random);
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(left.remove(left.size() - 1));
  }
}
