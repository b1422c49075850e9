package io.austin.stream.common;

import java.util.Comparator;

/** The order of a message's steps. */
public final class StepOrder {
  /**
   * The earliest first; of the same millisecond <i>taken in</i> first, for nothing comes before it,
   * and the others as they are. Trails stand in the order of arrival, which is none across
   * partitions.
   */
  public static final Comparator<SimpleAnchorInfo> OLDEST_FIRST =
      Comparator.comparingLong(SimpleAnchorInfo::getTimestamp)
          .thenComparing(step -> step.getState() != AnchorState.RECEIVE.getCode());

  private StepOrder() {}
}
