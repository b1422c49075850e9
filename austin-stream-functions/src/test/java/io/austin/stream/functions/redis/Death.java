package io.austin.stream.functions.redis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Dies between two transactions, as soon as a condition holds. */
final class Death extends RecordedMetrics {
  private final BooleanSupplier condition;

  Death(BooleanSupplier condition) {
    this.condition = condition;
  }

  /** Dies after so many transactions. */
  static Death after(int transaction) {
    AtomicInteger committed = new AtomicInteger();
    return new Death(() -> committed.incrementAndGet() == transaction);
  }

  @Override
  public void transactionApplied(int commands) {
    super.transactionApplied(commands);
    if (condition.getAsBoolean()) {
      throw new IllegalStateException("killed");
    }
  }
}
