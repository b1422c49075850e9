package io.austin.stream.local.torture;

import io.austin.stream.local.torture.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Faults in random order, each once before any comes again. */
final class FaultDeck {
  private final List<Fault> faults;
  private final Random random;
  private final List<Fault> left = new ArrayList<>();

  FaultDeck(List<Fault> faults, Random random) {
    this.faults = List.copyOf(faults);
    this.random = random;
  }

  Fault next() {
    if (left.isEmpty()) {
      left.addAll(faults);
      Collections.shuffle(left, random);
    }
    return left.remove(left.size() - 1);
  }
}
