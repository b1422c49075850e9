package io.austin.stream.local.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.local.torture.fault.Fault;
import io.austin.stream.local.torture.fault.Faults;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultDeckTest {
  private static final List<Fault> ALL = Faults.all();

  @Test
  void dealsEachFaultOnceBeforeAnyComesAgain() {
    FaultDeck deck = new FaultDeck(ALL, new Random(1));

    assertThat(deal(deck)).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(deal(deck)).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void dealsTheSameUnderTheSameSeed() {
    assertThat(deal(new FaultDeck(ALL, new Random(7))))
        .isEqualTo(deal(new FaultDeck(ALL, new Random(7))))
        .isNotEqualTo(deal(new FaultDeck(ALL, new Random(8))));
  }

  private static List<Fault> deal(FaultDeck deck) {
    return IntStream.range(0, ALL.size()).mapToObj(i -> deck.next()).toList();
  }
}
