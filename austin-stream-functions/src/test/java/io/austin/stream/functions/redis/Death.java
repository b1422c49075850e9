package io.austin.stream.functions.redis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Dies between two buckets, as soon as a condition holds. */
final class Death extends RecordedMetrics {
  private final BooleanSupplier condition;

  Death(BooleanSupplier condition) {
    this.condition = condition;
  }

  /** Dies after so many buckets. */
  static Death after(int bucket) {
    AtomicInteger committed = new AtomicInteger();
    return new Death(() -> committed.incrementAndGet() == bucket);
  }

  @Override
  public void bucketCommitted(int commands) {
    super.bucketCommitted(commands);
    if (condition.getAsBoolean()) {
      throw new IllegalStateException("killed");
    }
  }
}
