package io.austin.stream.functions.redis;

import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread fill the open batch while another commits the one before. The committing thread
 * takes the open batch, whole, whenever it is idle: a lone event waits for nothing, and under load
 * batches grow by themselves, up to a bound that holds the filling thread back.
 *
 * <p>One thread calls everything but {@link #close} and {@link #fail}. A failure of the committing
 * thread is thrown at the next call. After a failure of either thread no further batch is
 * committed: of what an event writes, the open one may hold a part.
 */
final class GroupCommit implements AutoCloseable {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Flink ends a TaskManager of which a task takes three minutes to be cancelled. */
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final RedisPipelineOptions options;
  private final Destination destination;
  private final Thread thread = new Thread(this::commitBatches, "redis-pipeline-writer");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private Batch open;
  private boolean committing;
  private boolean closed;
  private @Nullable Throwable failure;

  /** Where batches go, on a thread of its own. */
  interface Destination {
    void commit(Batch batch) throws RedisPipelineException, InterruptedException;
  }

  /** What is put into the open batch. */
  interface Entry {
    void addTo(Batch batch);
  }

  GroupCommit(RedisPipelineOptions options, Destination destination) {
    this.options = options;
    this.destination = destination;
    this.open = new Batch(options.buckets());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Puts an entry into the open batch; waits while that is full. */
  void add(Entry entry) throws RedisPipelineException, InterruptedException {
    lock.lockInterruptibly();
    try {
      waitWhile(this::isFull);
      boolean first = open.isEmpty();
      entry.addTo(open);
      if (first) {
        filled.signal();
      }
    } catch (Throwable failed) { // before the lock is released and the batch can be taken
      fail(failed);
      throw failed;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return open.events() >= options.maxBatchEvents() || open.bytes() >= options.maxBatchBytes();
  }

  /** Waits until everything added is committed. */
  void flush() throws RedisPipelineException, InterruptedException {
    lock.lockInterruptibly();
    try {
      waitWhile(() -> committing || !open.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  private interface State {
    boolean holds();
  }

  private void waitWhile(State state) throws RedisPipelineException, InterruptedException {
    throwFailure();
    while (state.holds()) {
      taken.awaitNanos(TICK_NANOS);
      throwFailure();
    }
  }

  private void throwFailure() throws RedisPipelineException {
    if (failure != null) {
      throw new RedisPipelineException(String.valueOf(failure.getMessage()), failure);
    }
    if (closed) {
      throw new RedisPipelineException("the writer is closed");
    }
    if (thread.getState() == Thread.State.TERMINATED) { // its end can fail too
      throw new RedisPipelineException("the thread that commits has ended");
    }
  }

  private void commitBatches() {
    try {
      Batch batch = take(new Batch(options.buckets()));
      while (batch != null) {
        destination.commit(batch);
        batch.clear();
        batch = take(batch);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      fail(stop);
    } catch (Throwable failed) { // an Error must reach the caller too, or it would wait forever
      fail(failed);
    }
  }

  /**
   * Waits for events; gives the batch that holds them for an empty one.
   *
   * @return {@code null} after a failure
   */
  private @Nullable Batch take(Batch empty) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      committing = false;
      taken.signalAll();
      while (open.isEmpty() && failure == null) {
        filled.await();
      }
      if (failure != null) {
        return null;
      }
      Batch batch = open;
      open = empty;
      committing = true;
      taken.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of a failure, by whichever thread: from now on nothing is taken in or committed. */
  void fail(Throwable failed) {
    lock.lock();
    try {
      failure = failure == null ? failed : failure;
      filled.signalAll();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tells both threads to stop; what is not committed is dropped. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      taken.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }

  /**
   * Waits until the committing thread has ended, but no longer than a while: what a thread still
   * does that hangs on a dead network is judged by the fences as that of any other attempt.
   */
  void join() throws InterruptedException {
    thread.join(LONGEST_END.toMillis());
  }
}
