package io.austin.stream.functions.journey;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.austin.stream.common.AnchorState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What happened to a message at one moment. Steps are ordered by time; at the same millisecond
 * <em>taken in</em> comes first, the others by their codes, which are in the order of a message's
 * way.
 *
 * @param time in milliseconds since the epoch
 * @param state an {@link AnchorState}'s code, or a channel's own error code
 */
public record Step(long time, int state) implements Comparable<Step> {
  private static final Set<Integer> NAMED =
      Arrays.stream(AnchorState.values()).map(AnchorState::getCode).collect(toUnmodifiableSet());

  boolean is(AnchorState other) {
    return state == other.getCode();
  }

  /** Whether a channel logged an error code of its own. */
  boolean isChannelCode() {
    return !NAMED.contains(state);
  }

  Optional<AnchorState> named() {
    return AnchorState.of(state);
  }

  @Override
  public int compareTo(Step other) {
    if (time != other.time) {
      return Long.compare(time, other.time);
    }
    boolean takenIn = is(AnchorState.RECEIVE);
    if (takenIn != other.is(AnchorState.RECEIVE)) {
      return takenIn ? -1 : 1;
    }
    return Integer.compare(state, other.state);
  }
}
