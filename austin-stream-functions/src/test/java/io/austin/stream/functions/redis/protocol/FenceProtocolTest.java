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
 * zombie and a Redis that falls back at every step; and of operators who convert or reset the
 * fences under them. What is found is printed; {@code -Dprotocol.walk=far} walks further.
 */
@Timeout(600)
class FenceProtocolTest {
  private static final Set<Ingredient> WHOLE = EnumSet.allOf(Ingredient.class);
  private static final Set<Invariant> EVERYTHING = EnumSet.allOf(Invariant.class);

  /** What keeps tools and writers apart. */
  private static final Set<Ingredient> OF_TOOLS =
      EnumSet.range(Ingredient.CLAIM_WITH_COMMIT, Ingredient.INCARNATION_IN_CHECKPOINT);

  @ParameterizedTest(name = "{0}, {1} in {2} buckets: {4}")
  @MethodSource({"walks", "walksWithTools"})
  void everyInvariantHoldsInEveryState(
      Protocol protocol, String name, int buckets, TinyTopic topic, Faults faults) {
    Walk walk = new Walk(topic, protocol, WHOLE, faults, buckets);

    List<String> violation = walk.untilViolated(EVERYTHING);
    List<String> unsettled = violation.isEmpty() ? walk.untilUnsettled() : List.of();

    System.out.printf(
        "FenceProtocolTest: %s, %,d states of %s in %d buckets, %s%n",
        protocol, walk.states(), name, buckets, faults);
    assertThat(violation).isEmpty();
    assertThat(unsettled).isEmpty();
  }

  static Stream<Arguments> walks() {
    return isFar()
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
    return Arguments.of(protocol, name, TinyTopic.BUCKETS, topic, faults);
  }

  static Stream<Arguments> walksWithTools() {
    return isFar()
        ? Stream.of(
            tools(Protocol.TRANSACTIONS, 2, Faults.of(2, 0, false).withTools(1)),
            tools(Protocol.TRANSACTIONS, 2, Faults.of(1, 0, true).withTools(1)),
            tools(Protocol.SCRIPTS, 2, Faults.of(1, 1, false).withTools(1)),
            tools(Protocol.SCRIPTS, 2, Faults.of(1, 0, true).withTools(1)))
        : Stream.of(
            tools(Protocol.TRANSACTIONS, 1, Faults.of(1, 1, false).withTools(1)),
            tools(Protocol.TRANSACTIONS, 2, Faults.of(1, 1, false).withTools(1)),
            tools(Protocol.TRANSACTIONS, 1, Faults.of(1, 0, false).withTools(2)),
            tools(Protocol.TRANSACTIONS, 2, Faults.of(0, 0, true).withTools(1)),
            tools(Protocol.SCRIPTS, 2, Faults.of(1, 0, false).withTools(1)),
            tools(Protocol.SCRIPTS, 2, Faults.of(0, 1, false).withTools(2)),
            tools(Protocol.SCRIPTS, 2, Faults.of(0, 0, true).withTools(1)));
  }

  private static Arguments tools(Protocol protocol, int buckets, Faults faults) {
    return Arguments.of(protocol, "in a row", buckets, TinyTopic.IN_A_ROW, faults);
  }

  private static boolean isFar() {
    return "far".equals(System.getProperty("protocol.walk"));
  }

  @ParameterizedTest
  @EnumSource
  void withoutOneIngredientSomethingBreaks(Ingredient missing) {
    breaks(Protocol.TRANSACTIONS, missing);
  }

  /**
   * A script reads the fences whenever it is called, and the buckets of a cluster are never
   * converted.
   */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "REREAD_AFTER_UNKNOWN_OUTCOME",
        "CLAIM_BEFORE_CONVERSION",
        "CLAIM_OF_TOOL",
        "REST",
      })
  void withoutOneIngredientScriptsBreakToo(Ingredient missing) {
    breaks(Protocol.SCRIPTS, missing);
  }

  private static void breaks(Protocol protocol, Ingredient missing) {
    Set<Ingredient> rest = EnumSet.complementOf(EnumSet.of(missing));
    boolean ofTools = OF_TOOLS.contains(missing);
    Faults faults =
        ofTools
            ? Faults.of(1, 0, false).withTools(missing == Ingredient.CLAIM_OF_TOOL ? 2 : 1)
            : Faults.of(2, 1, true);
    boolean one = ofTools && protocol == Protocol.TRANSACTIONS && missing != Ingredient.REST;
    int buckets = one ? 1 : TinyTopic.BUCKETS;
    Walk walk = new Walk(TinyTopic.IN_A_ROW, protocol, rest, faults, buckets);

    List<String> trace = walk.untilViolated(whatBreaksWithout(protocol, missing));

    System.out.printf(
        "FenceProtocolTest: %s without %s, %,d states:%n  %s%n",
        protocol, missing, walk.states(), String.join("\n  ", trace));
    assertThat(trace).isNotEmpty();
  }

  private static Invariant whatBreaksWithout(Protocol protocol, Ingredient missing) {
    return switch (missing) {
      case WATCH, REREAD_AFTER_UNKNOWN_OUTCOME, FENCE_WITH_DATA, SKIP_REPLAYED ->
          Invariant.NOTHING_TWICE;
      case CLAIM_WITH_COMMIT ->
          protocol == Protocol.SCRIPTS ? Invariant.NO_FALSE_ALARM : Invariant.NOTHING_TWICE;
      case CLAIM_BEFORE_CONVERSION -> Invariant.NOTHING_TWICE;
      case CLAIM_OF_TOOL -> Invariant.NOTHING_BEYOND_A_FENCE;
      case FLUSH_BEFORE_CHECKPOINT, FENCES_IN_CHECKPOINT -> Invariant.NOTHING_LOST_IN_SILENCE;
      case CHAINING, REST -> Invariant.NOTHING_MISSING_BELOW_A_FENCE;
      case IN_DOUBT, FENCES_OF_RECORDS_SO_FAR -> Invariant.NO_FALSE_ALARM;
      case INCARNATION, INCARNATION_IN_CHECKPOINT, CLAIM_WITH_FENCES -> Invariant.NO_FALSE_ALARM;
    };
  }
}
