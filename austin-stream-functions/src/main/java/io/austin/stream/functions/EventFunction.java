package io.austin.stream.functions;

import io.austin.stream.common.AnchorInfo;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a job of one's own does with an event between parsing and writing: leaves it as it is, makes
 * another of it, or takes it out.
 *
 * <p>It is asked once more for what Redis lost, maybe weeks later and in another process: its
 * answer must be of the event alone.
 */
@FunctionalInterface
public interface EventFunction extends Serializable {
  /** What is written instead of the event; empty for nothing. */
  Optional<AnchorInfo> apply(AnchorInfo event);

  /** Leaves each event as it is. */
  static EventFunction unchanged() {
    return Optional::of;
  }
}
