package io.austin.stream.functions.journey;

import io.austin.stream.common.AnchorState;
import java.util.Comparator;
import java.util.Optional;

/**
 * What happened to a message at one moment. Steps are ordered by time; at the same millisecond
 * <em>taken in</em> comes first, the others by their codes, which are in the order of a message's
 * way.
 *
 * @param time in milliseconds since the epoch
 * @param state an {@link AnchorState}'s code, or a channel's own error code
 */
public record Step(long time, int state) implements Comparable<Step> {
  private static final Comparator<Step> ORDER =
      Comparator.comparingLong(Step::time)
          .thenComparing(step -> !step.is(AnchorState.RECEIVE))
          .thenComparingInt(Step::state);

  boolean is(AnchorState other) {
    return state == other.getCode();
  }

  /** Whether a channel logged an error code of its own. */
  boolean isChannelCode() {
    return named().isEmpty();
  }

  Optional<AnchorState> named() {
    return AnchorState.of(state);
  }

  @Override
  public int compareTo(Step other) {
    return ORDER.compare(this, other);
  }
}
