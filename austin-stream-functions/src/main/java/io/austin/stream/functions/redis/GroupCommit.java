package io.austin.stream.functions.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread fill the open batch while another commits the one before. The committing thread
 * takes the open batch, whole, whenever it is idle: a lone event waits for nothing, and under load
 * batches grow by themselves, up to a bound that holds the filling thread back.
 *
 * <p>One thread calls everything but {@link #close}. A failure of the committing thread is thrown
 * at the next call.
 */
final class GroupCommit implements AutoCloseable {
  private static final long TICK_MILLIS = 200;

  private final RedisPipelineOptions options;
  private final Commit commit;
  private final Thread thread = new Thread(this::commitBatches, "redis-pipeline-writer");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private Batch open;
  private boolean committing;
  private boolean closed;
  private @Nullable Throwable failure;

  /** What is done with a batch, on a thread of its own. */
  interface Commit {
    void commit(Batch batch) throws RedisPipelineException, InterruptedException;

    /** Called now and then by the filling thread, while it waits for a commit. */
    void awaited();
  }

  /** What is put into the open batch. */
  interface Entry {
    void addTo(Batch batch);
  }

  GroupCommit(RedisPipelineOptions options, Commit commit) {
    this.options = options;
    this.commit = commit;
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
      if (!taken.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        commit.awaited();
      }
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
  }

  private void commitBatches() {
    try {
      Batch batch = take(new Batch(options.buckets()));
      while (true) {
        commit.commit(batch);
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

  /** Waits for events; gives the batch that holds them for an empty one. */
  private Batch take(Batch empty) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      committing = false;
      taken.signalAll();
      while (open.isEmpty()) {
        filled.await();
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

  private void fail(Throwable failed) {
    lock.lock();
    try {
      failure = failed;
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

  /** Waits until the committing thread has ended. */
  void join() throws InterruptedException {
    thread.join();
  }
}
