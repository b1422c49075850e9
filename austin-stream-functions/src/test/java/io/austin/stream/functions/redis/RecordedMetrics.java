package io.austin.stream.functions.redis;

import io.austin.stream.functions.redis.batch.Batch;
import java.util.concurrent.atomic.AtomicLong;

/** The writer's metrics as a test reads them, and a place to fail it between two transactions. */
public class RecordedMetrics implements WriterMetrics {
  final AtomicLong events = new AtomicLong();
  final AtomicLong stale = new AtomicLong();
  final AtomicLong reserved = new AtomicLong();
  public final AtomicLong transactions = new AtomicLong();
  final AtomicLong skipped = new AtomicLong();
  public final AtomicLong refused = new AtomicLong();
  final AtomicLong retries = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  final AtomicLong gone = new AtomicLong();
  final AtomicLong clockAhead = new AtomicLong();

  @Override
  public void event() {
    events.incrementAndGet();
  }

  @Override
  public void staleForReceiverTrail() {
    stale.incrementAndGet();
  }

  @Override
  public void receiverReserved() {
    reserved.incrementAndGet();
  }

  @Override
  public void transactionApplied(int commands) {
    transactions.incrementAndGet();
  }

  @Override
  public void batchCommitted(Batch batch, long nanos) {
    skipped.addAndGet(batch.skipped());
  }

  @Override
  public void commandRefused() {
    refused.incrementAndGet();
  }

  @Override
  public void retry() {
    retries.incrementAndGet();
  }

  @Override
  public void wentBack(long offsets) {
    lost.addAndGet(offsets);
  }

  @Override
  public void redisClock(long aheadMillis) {
    clockAhead.set(aheadMillis);
  }

  @Override
  public void gone(long offsets) {
    gone.addAndGet(offsets);
  }
}
