package io.austin.stream.functions.redis;

import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.PositionedEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to Redis, each exactly once, by group commit: the calling thread fills the open
 * batch, and a thread of the writer's own takes it whenever it is idle. So a lone event is visible
 * within a round trip or two, and under load batches grow and coalesce by themselves. Knows no
 * Flink.
 *
 * <p>One thread calls everything but {@link #close}. A failure of the writer's own thread is thrown
 * at the next call.
 */
final class RedisPipelineWriter implements AutoCloseable {
  private final RedisPipelineOptions options;
  private final TopicIds topicIds;
  private final WriterMetrics metrics;
  private final TraceViews views;
  private final Redis redis;
  private final BatchCommitter committer;
  private final Thread thread;

  private final Map<String, String> idsByTopic = new HashMap<>();
  private final Map<PartitionId, PartitionProgress> partitions = new HashMap<>();
  private final Map<PartitionId, PartitionFences> remembered = new HashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private Batch open;
  private boolean committing;
  private boolean closed;
  private @Nullable Throwable failure;

  private RedisPipelineWriter(
      RedisPipelineOptions options, TopicIds topicIds, Clock clock, WriterMetrics metrics) {
    TraceKeys keys = TraceKeys.withPrefix(options.keyPrefix());
    this.options = options;
    this.topicIds = topicIds;
    this.metrics = metrics;
    this.views = new TraceViews(keys, Retention.by(clock), metrics);
    this.redis = new Redis(RedisEndpoint.parse(options.uri()), options, metrics);
    this.committer =
        new BatchCommitter(redis, options, new FenceKeys(keys, options.groupId()), metrics);
    this.open = new Batch(options.buckets());
    this.thread = new Thread(this::commitBatches, "redis-pipeline-writer");
    this.thread.setDaemon(true);
  }

  /**
   * A writer that has reached Redis and may write.
   *
   * @param known fences that are known to have stood in Redis, as {@link #fences} told them
   * @param clock says what today is, and in which zone
   * @throws RedisPipelineException when Redis can't be reached, refuses the log-in, or holds the
   *     group's fences for another number of buckets
   */
  static RedisPipelineWriter open(
      RedisPipelineOptions options,
      TopicIds topicIds,
      Iterable<PartitionFences> known,
      Clock clock,
      WriterMetrics metrics)
      throws RedisPipelineException, InterruptedException {
    RedisPipelineWriter writer = new RedisPipelineWriter(options, topicIds, clock, metrics);
    known.forEach(writer::remember);
    try {
      writer.committer.claimBuckets();
    } catch (RedisPipelineException | InterruptedException | RuntimeException failed) {
      writer.redis.close();
      throw failed;
    }
    writer.thread.start();
    return writer;
  }

  /** Fences for another number of buckets, as before a conversion, say nothing any more. */
  private void remember(PartitionFences fences) {
    if (fences.fences().length == options.buckets()) {
      remembered.merge(fences.id(), fences, PartitionFences::merge);
    }
  }

  /**
   * Takes an event in, and waits while the open batch is full. The events of a partition come in
   * the order of their offsets.
   *
   * @throws Exception when an earlier event could not be written, or Kafka can't tell a topic's id
   */
  void write(PositionedEvent event) throws Exception {
    PartitionProgress partition = partition(event);
    lock.lockInterruptibly();
    try {
      awaitTaken(this::isFull);
      open.add(partition, event.offset(), event.event().getLogTimestamp());
      views.show(event.event(), open.writes(partition, event.offset()));
      filled.signal();
    } finally {
      lock.unlock();
    }
    metrics.event();
  }

  private boolean isFull() {
    return open.events() >= options.maxBatchEvents() || open.bytes() >= options.maxBatchBytes();
  }

  /** Waits until every event taken in stands in Redis. */
  void flush() throws RedisPipelineException, InterruptedException {
    lock.lockInterruptibly();
    try {
      awaitTaken(() -> committing || !open.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  /** What is known to stand in Redis of the records that this writer has seen. */
  List<PartitionFences> fences() {
    return partitions.values().stream().map(PartitionProgress::writtenSoFar).toList();
  }

  /** What is remembered of partitions that this writer has not seen. */
  List<PartitionFences> fencesOfOthers() {
    return remembered.values().stream().filter(it -> !partitions.containsKey(it.id())).toList();
  }

  private PartitionProgress partition(PositionedEvent event) throws Exception {
    String topicId = idsByTopic.get(event.topic());
    if (topicId == null) {
      topicId = topicIds.idOf(event.topic());
      idsByTopic.put(event.topic(), topicId);
    }
    PartitionId id = new PartitionId(topicId, event.partition());
    PartitionProgress known = partitions.get(id);
    return known == null ? meet(id, event.topic()) : known;
  }

  /** Reads a partition's fences. With nothing to commit, the connection is this thread's to use. */
  private PartitionProgress meet(PartitionId id, String topic)
      throws RedisPipelineException, InterruptedException {
    flush();
    long[] found = committer.fences(id);
    PartitionFences known = remembered.get(id);
    if (known != null) {
      Loss loss = new Loss(topic + "-" + id.partition(), known.fences(), found);
      throwIfAny(List.of(loss));
    }
    PartitionProgress met = new PartitionProgress(id, topic, found);
    partitions.put(id, met);
    return met;
  }

  private void throwIfAny(List<Loss> losses) throws RedisWentBackException {
    List<Loss> real = losses.stream().filter(loss -> loss.offsets() > 0).toList();
    if (!real.isEmpty()) {
      metrics.wentBack(real.stream().mapToLong(Loss::offsets).sum());
      throw RedisWentBackException.of(real);
    }
  }

  /** One bucket is behind what was written to it: looks where else Redis is. */
  private void throwAllLosses() throws RedisPipelineException, InterruptedException {
    List<Loss> losses = new ArrayList<>();
    for (PartitionProgress partition : partitions.values()) {
      long[] found = committer.fences(partition.id());
      losses.add(new Loss(partition.name(), partition.written().fences(), found));
    }
    throwIfAny(losses);
  }

  private interface State {
    boolean holds();
  }

  private void awaitTaken(State state) throws RedisPipelineException, InterruptedException {
    throwFailure();
    while (state.holds()) {
      taken.await();
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
      while (true) {
        Batch batch = take();
        long began = System.nanoTime();
        commit(batch);
        metrics.batchCommitted(batch, System.nanoTime() - began);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      fail(stop);
    } catch (Throwable failed) { // an Error must reach the caller too, or it would wait forever
      fail(failed);
    }
  }

  private void commit(Batch batch) throws RedisPipelineException, InterruptedException {
    try {
      committer.commit(batch);
    } catch (RedisWentBackException wentBack) {
      throwAllLosses();
      throw wentBack;
    }
  }

  private Batch take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      committing = false;
      taken.signalAll();
      while (open.isEmpty()) {
        filled.await();
      }
      Batch batch = open;
      open = new Batch(options.buckets());
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

  /** Stops at once; what is not committed is left to the next attempt. */
  @Override
  public void close() throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      taken.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    redis.close();
    thread.join();
  }
}
