package io.austin.stream.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.torture.fault.Fault;
import io.austin.stream.torture.fault.Faults;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultDeckTest {
  private static final List<Fault> ALL = Faults.all();
  private static final List<Fault> ANY_TIME = ALL.stream().filter(it -> !it.foreseen()).toList();
  private static final List<Fault> TURN =
      List.of(Faults.named("midnight", Faults.all()), ALL.get(3));

  @Test
  void beginsWithThoseWhoseTurnItIs() {
    FaultDeck deck = new FaultDeck(TURN, ALL, new Random(1));

    assertThat(deck.isItsTurn()).isTrue();
    assertThat(deal(deck, TURN.size())).isEqualTo(TURN);
    assertThat(deck.isItsTurn()).isFalse();
  }

  @Test
  void thenDealsEachFaultOnceBeforeAnyComesAgain() {
    FaultDeck deck = new FaultDeck(List.of(), ALL, new Random(1));

    assertThat(deal(deck, ANY_TIME.size())).containsExactlyInAnyOrderElementsOf(ANY_TIME);
    assertThat(deal(deck, ANY_TIME.size())).containsExactlyInAnyOrderElementsOf(ANY_TIME);
  }

  @Test
  void dealsTheSameUnderTheSameSeed() {
    assertThat(deal(new FaultDeck(TURN, ALL, new Random(7)), 10))
        .isEqualTo(deal(new FaultDeck(TURN, ALL, new Random(7)), 10))
        .isNotEqualTo(deal(new FaultDeck(TURN, ALL, new Random(8)), 10));
  }

  @Test
  void endsWhereNothingMayComeAgain() {
    List<Fault> midnight = List.of(Faults.named("midnight", Faults.all()));
    FaultDeck deck = new FaultDeck(midnight, midnight, new Random(1));

    assertThat(deal(deck, 1)).isEqualTo(midnight);
    assertThat(deck.next()).isEmpty();
  }

  private static List<Fault> deal(FaultDeck deck, int count) {
    return IntStream.range(0, count).mapToObj(i -> deck.next().orElseThrow()).toList();
  }
}
