package io.austin.stream.functions.redis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.austin.stream.functions.redis.protocol.World.Faults;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every interleaving of two writers over a few events, with a crash, a lost or late transaction, a
 * zombie and a Redis that falls back at every step. What is found is printed; {@code
 * -Dprotocol.walk=far} walks further.
 */
@Timeout(600)
class FenceProtocolTest {
  private static final Set<Ingredient> WHOLE = EnumSet.allOf(Ingredient.class);
  private static final Set<Invariant> EVERYTHING = EnumSet.allOf(Invariant.class);

  @ParameterizedTest(name = "{0}, {1}: {2} {3}")
  @MethodSource("walks")
  void everyInvariantHoldsInEveryState(
      Protocol protocol, String name, TinyTopic topic, Faults faults) {
    Walk walk = new Walk(topic, protocol, WHOLE, faults);

    List<String> violation = walk.untilViolated(EVERYTHING);
    List<String> unsettled = violation.isEmpty() ? walk.untilUnsettled() : List.of();

    System.out.printf(
        "FenceProtocolTest: %s, %,d states of %s, %s%n", protocol, walk.states(), name, faults);
    assertThat(violation).isEmpty();
    assertThat(unsettled).isEmpty();
  }

  static Stream<Arguments> walks() {
    return "far".equals(System.getProperty("protocol.walk"))
        ? Stream.of(Protocol.values()).flatMap(FenceProtocolTest::far)
        : Stream.of(
            walk(Protocol.TRANSACTIONS, "in a row", TinyTopic.IN_A_ROW, Faults.of(2, 0, true)),
            walk(Protocol.TRANSACTIONS, "apart", TinyTopic.APART, Faults.of(2, 1, false)),
            walk(Protocol.TRANSACTIONS, "apart", TinyTopic.APART, Faults.of(1, 1, true)),
            walk(Protocol.TRANSACTIONS, "three", TinyTopic.OF_THREE, Faults.of(1, 1, false)),
            walk(Protocol.SCRIPTS, "in a row", TinyTopic.IN_A_ROW, Faults.of(2, 0, true)),
            walk(Protocol.SCRIPTS, "in a row", TinyTopic.IN_A_ROW, Faults.of(1, 1, true)),
            walk(Protocol.SCRIPTS, "apart", TinyTopic.APART, Faults.of(1, 1, false)),
            walk(Protocol.SCRIPTS, "apart", TinyTopic.APART, Faults.of(1, 0, true)));
  }

  private static Stream<Arguments> far(Protocol protocol) {
    return Stream.of(
        walk(protocol, "in a row", TinyTopic.IN_A_ROW, Faults.of(3, 1, true)),
        walk(protocol, "apart", TinyTopic.APART, Faults.of(2, 1, true)),
        walk(protocol, "three", TinyTopic.OF_THREE, Faults.of(2, 1, false)));
  }

  private static Arguments walk(Protocol protocol, String name, TinyTopic topic, Faults faults) {
    return Arguments.of(protocol, name, topic, faults);
  }

  @ParameterizedTest
  @EnumSource
  void withoutOneIngredientSomethingBreaks(Ingredient missing) {
    breaks(Protocol.TRANSACTIONS, missing);
  }

  /** A script reads the fences whenever it is called. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REREAD_AFTER_UNKNOWN_OUTCOME")
  void withoutOneIngredientScriptsBreakToo(Ingredient missing) {
    breaks(Protocol.SCRIPTS, missing);
  }

  private static void breaks(Protocol protocol, Ingredient missing) {
    Set<Ingredient> rest = EnumSet.complementOf(EnumSet.of(missing));
    Walk walk = new Walk(TinyTopic.IN_A_ROW, protocol, rest, Faults.of(2, 1, true));

    List<String> trace = walk.untilViolated(whatBreaksWithout(missing));

    System.out.printf(
        "FenceProtocolTest: %s without %s, %,d states:%n  %s%n",
        protocol, missing, walk.states(), String.join("\n  ", trace));
    assertThat(trace).isNotEmpty();
  }

  private static Invariant whatBreaksWithout(Ingredient missing) {
    return switch (missing) {
      case WATCH, REREAD_AFTER_UNKNOWN_OUTCOME, FENCE_WITH_DATA, SKIP_REPLAYED ->
          Invariant.NOTHING_TWICE;
      case FLUSH_BEFORE_CHECKPOINT, FENCES_IN_CHECKPOINT -> Invariant.NOTHING_LOST_IN_SILENCE;
      case CHAINING -> Invariant.NOTHING_MISSING_BELOW_A_FENCE;
      case IN_DOUBT, FENCES_OF_RECORDS_SO_FAR -> Invariant.NO_FALSE_ALARM;
    };
  }
}
