package io.austin.stream.job;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.functions.EventFunction;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does to events what another function does, until its fuse has burnt down; then the task dies,
 * once.
 */
record MortalFunction(EventFunction function) implements EventFunction {
  private static final AtomicLong FUSE = new AtomicLong();

  /** Lets whichever task reads the n-th event from now die of it. */
  static void dieAtEvent(long n) {
    FUSE.set(n);
  }

  static boolean isAlive() {
    return FUSE.get() > 0;
  }

  @Override
  public Optional<AnchorInfo> apply(AnchorInfo event) {
    if (FUSE.get() > 0 && FUSE.decrementAndGet() == 0) {
      throw new IllegalStateException("killed on purpose");
    }
    return function.apply(event);
  }
}
