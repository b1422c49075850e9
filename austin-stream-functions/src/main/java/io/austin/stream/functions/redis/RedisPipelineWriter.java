package io.austin.stream.functions.redis;

import io.austin.stream.common.AnchorInfo;
import io.austin.stream.common.Retention;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.PositionedEvent;
import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.batch.PartitionProgress;
import io.austin.stream.functions.redis.protocol.Committer;
import io.austin.stream.functions.redis.protocol.Loss;
import io.austin.stream.functions.redis.protocol.RedisWentBackException;
import io.austin.stream.functions.redis.views.ConsoleViews;
import io.austin.stream.functions.redis.views.TraceViews;
import io.austin.stream.functions.redis.wire.Command;
import io.austin.stream.functions.redis.wire.Redis;
import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.functions.redis.wire.Reply;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to Redis, each exactly once: knows how far each partition has come, skips what
 * stands there, and writes again what Redis lost. Knows no Flink.
 *
 * <p>One thread calls everything but {@link #close}. What goes wrong with an event may be thrown at
 * a later call.
 */
final class RedisPipelineWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisPipelineWriter.class);

  private final RedisPipelineOptions options;
  private final @Nullable LostEvents lostEvents;
  private final WriterMetrics metrics;
  private final TraceViews views;
  private final Redis redis;
  private final Committer committer;
  private final ReplayWatch replays;
  private final ClockWatch redisClock;
  private final @Nullable Freshness freshness;
  private final GroupCommit commits;

  private final Map<PartitionId, PartitionProgress> partitions = new HashMap<>();
  private final Map<PartitionId, PartitionFences> remembered = new HashMap<>();
  private @Nullable PartitionProgress latest;
  private String incarnation = "";

  private RedisPipelineWriter(
      RedisPipelineOptions options,
      @Nullable LostEvents lostEvents,
      Clock clock,
      WriterMetrics metrics) {
    TraceKeys keys = TraceKeys.withPrefix(options.keyPrefix());
    Retention retention =
        Retention.by(clock).keeping(options.messageRetention(), options.templateRetention());
    this.options = options;
    this.lostEvents = lostEvents;
    this.metrics = metrics;
    this.views =
        new TraceViews(
            keys,
            retention,
            options.consoleViews() ? new ConsoleViews(keys, retention) : null,
            metrics);
    this.redis =
        new Redis(options.endpoint(), options.timeout(), options.retryFor(), metrics::retry);
    this.committer = Committer.over(redis, options.fenceKeys(), options.commitOptions(), metrics);
    this.freshness =
        options.consoleViews() ? new Freshness(keys, options.groupId(), clock, metrics) : null;
    this.replays = new ReplayWatch(options.groupId());
    this.redisClock = new ClockWatch(redis, clock, metrics);
    this.commits = new GroupCommit(options, new CommittedBatches());
  }

  /**
   * A writer that has reached Redis and may write.
   *
   * @param lostEvents reads what Redis lost once more; {@code null}: the loss is thrown
   * @param known fences that are known to have stood in Redis, as {@link #fences} told them
   * @param incarnation of these, as {@link #incarnation} told it; {@code null} where nothing is
   *     known
   * @param clock says what today is, and in which zone
   * @throws RedisPipelineException when Redis can't be reached, refuses the log-in, or holds the
   *     group's fences for another number of buckets, or they were reset since
   */
  static RedisPipelineWriter open(
      RedisPipelineOptions options,
      @Nullable LostEvents lostEvents,
      Iterable<PartitionFences> known,
      @Nullable String incarnation,
      Clock clock,
      WriterMetrics metrics)
      throws RedisPipelineException, InterruptedException {
    RedisPipelineWriter writer = new RedisPipelineWriter(options, lostEvents, clock, metrics);
    known.forEach(writer::remember);
    try {
      writer.incarnation = writer.committer.claim(incarnation);
      writer.forgetTopicsThatAreNoMore();
      writer.commits.start();
      return writer;
    } catch (Throwable failed) {
      writer.close();
      throw failed;
    }
  }

  private void remember(PartitionFences fences) {
    remembered.merge(fences.id(), fences.in(options.buckets()), PartitionFences::merge);
  }

  /** As operators told by {@link RedisFences#forget}. */
  private void forgetTopicsThatAreNoMore() throws RedisPipelineException, InterruptedException {
    if (!remembered.isEmpty()) {
      RedisKey key = options.fenceKeys().forgotten();
      RespBuffer out = new RespBuffer();
      out.command(2, Command.MGET).word(key);
      String forgotten =
          redis.persistently(
              connections -> {
                connections.holding(key).send(out);
                return Reply.text(Reply.list(connections.holding(key).receive()).get(0));
              });
      List<String> topicIds = List.of(forgotten.split(" "));
      remembered.keySet().removeIf(partition -> topicIds.contains(partition.topicId()));
    }
  }

  /**
   * Takes note that a partition is read from an offset on. What Redis lost of it is written again
   * at once: it may take long until its next event comes.
   *
   * @throws Exception when an earlier event could not be written, or the lost ones not be read
   */
  void start(PositionedEvent start) throws Exception {
    takeIn(() -> partition(start).startAt(start.startOffset()));
  }

  /**
   * Takes an event in, and waits while the open batch is full. The events of a partition come in
   * the order of their offsets.
   *
   * @throws Exception when an earlier event could not be written, or this one not be taken in; then
   *     nothing is taken in any more
   */
  void write(PositionedEvent event) throws Exception {
    takeIn(() -> append(partition(event), event.offset(), event.event()));
  }

  private interface Intake {
    void run() throws Exception;
  }

  private void takeIn(Intake intake) throws Exception {
    try {
      intake.run();
    } catch (Throwable failed) { // without this event none behind it may be committed
      commits.fail(failed);
      throw failed;
    }
  }

  private void append(PartitionProgress partition, long offset, AnchorInfo event)
      throws RedisPipelineException, InterruptedException {
    commits.add(batch -> views.show(event, batch.add(partition, offset, event.getLogTimestamp())));
    metrics.event();
  }

  /**
   * Waits until every event taken in stands in Redis, and readers know. With nothing to commit, the
   * connection is this thread's to use.
   */
  void flush() throws RedisPipelineException, InterruptedException {
    commits.flush();
    if (freshness != null && freshness.hasNews()) {
      publish(freshness);
    }
  }

  /**
   * Looks whether what was written last of each partition still stands, as of one that is silent no
   * commit tells, and what time it is there. Comes after {@link #flush}.
   *
   * @throws RedisWentBackException when some of it does not, naming all that is lost
   */
  void requireLatest() throws RedisPipelineException, InterruptedException {
    redisClock.look();
    List<PartitionProgress> all = List.copyOf(partitions.values());
    long[] found = all.isEmpty() ? new long[0] : committer.latestFences(all);
    for (int i = 0; i < found.length; i++) {
      if (found[i] < all.get(i).expected(all.get(i).latest())) {
        throwAllLosses();
      }
    }
    while (redis.wasLost()) {
      throwAllLosses(); // another server may have answered, or the same without its last writes
    }
    committer.rest(all);
  }

  private void publish(Freshness news) throws RedisPipelineException, InterruptedException {
    redis.persistently(
        connections -> {
          news.publish(connections);
          return true;
        });
  }

  /** What is known to stand in Redis of the records that this writer has seen. */
  List<PartitionFences> fences() {
    return partitions.values().stream()
        .map(it -> PartitionFences.of(it.id(), it.writtenSoFar()))
        .toList();
  }

  /** The incarnation of the fences, another one after each reset; to be remembered with them. */
  String incarnation() {
    return incarnation;
  }

  /** What is remembered of partitions that this writer has not seen. */
  List<PartitionFences> fencesOfOthers() {
    return remembered.values().stream().filter(it -> !partitions.containsKey(it.id())).toList();
  }

  /** Records come in runs of one partition, so the latest one's is mostly right. */
  private PartitionProgress partition(PositionedEvent event) throws Exception {
    PartitionProgress partition = latest;
    if (partition == null || !partition.id().is(event.topicId(), event.partition())) {
      PartitionId id = new PartitionId(event.topicId(), event.partition());
      PartitionProgress known = partitions.get(id);
      partition = known == null ? begin(id, event) : known;
      latest = partition;
    }
    return partition;
  }

  /** Reads a partition's fences. With nothing to commit, the connection is this thread's to use. */
  private PartitionProgress begin(PartitionId id, PositionedEvent first) throws Exception {
    flush();
    long[] found = committer.fences(id);
    PartitionProgress progress = new PartitionProgress(id, first.topic(), found);
    partitions.put(id, progress);
    PartitionFences known = remembered.get(id);
    if (known != null) {
      Loss loss = new Loss(progress.name(), known.fences(), found);
      if (loss.offsets() > 0) {
        writeAgain(progress, first, loss);
      }
    }
    return progress;
  }

  /**
   * Writes again what stood in Redis at the checkpoint and is gone; the fences skip the rest. What
   * is behind the first record here comes from the source.
   */
  private void writeAgain(PartitionProgress partition, PositionedEvent first, Loss loss)
      throws Exception {
    if (lostEvents == null) {
      throwIfAny(List.of(loss));
      return;
    }
    metrics.wentBack(loss.offsets());
    LOG.warn("Redis lost writes that it had acknowledged: {}; writing them again", loss);
    LostRange range = range(partition.id(), first, loss);
    LostRange held =
        lostEvents.read(range, event -> append(partition, event.offset(), event.event()));
    flush();
    gone(partition, range.from(), held.from());
    gone(partition, held.to(), range.to());
    LOG.warn("Wrote {} again", loss);
  }

  private void gone(PartitionProgress partition, long from, long to) {
    if (from < to) {
      metrics.gone(to - from);
      LOG.error(
          "Kafka no longer holds offsets {} to {} of {}, which Redis lost: the views lack them",
          from,
          to - 1,
          partition.name());
    }
  }

  private static LostRange range(PartitionId id, PositionedEvent first, Loss loss) {
    long next = first.isStart() ? first.startOffset() : first.offset();
    long to = Math.max(loss.from(), Math.min(loss.to(), next));
    return new LostRange(first.topic(), id.topicId(), id.partition(), loss.from(), to);
  }

  private void throwIfAny(List<Loss> losses) throws RedisWentBackException {
    List<Loss> real = losses.stream().filter(loss -> loss.offsets() > 0).toList();
    if (!real.isEmpty()) {
      metrics.wentBack(real.stream().mapToLong(Loss::offsets).sum());
      throw RedisWentBackException.of(real);
    }
  }

  /** Looks everywhere whether Redis is behind what was written to it. */
  private void throwAllLosses() throws RedisPipelineException, InterruptedException {
    List<Loss> losses = new ArrayList<>();
    for (PartitionProgress partition : partitions.values()) {
      long[] found = committer.fences(partition.id());
      losses.add(new Loss(partition.name(), partition.written(), found));
    }
    throwIfAny(losses);
  }

  /** Stops at once; what is not committed is left to the next attempt. */
  @Override
  public void close() throws InterruptedException {
    commits.close();
    redis.close();
    commits.join();
  }

  /** Commits batches, on the thread that does nothing else. */
  private final class CommittedBatches implements GroupCommit.Destination {
    @Override
    public void commit(Batch batch) throws RedisPipelineException, InterruptedException {
      long began = System.nanoTime();
      try {
        committer.commit(batch);
      } catch (RedisWentBackException wentBack) {
        throwAllLosses();
        throw wentBack;
      }
      if (redis.wasLost()) {
        throwAllLosses(); // there may be some where this batch wrote nothing
      }
      publishFreshness(batch);
      long ended = System.nanoTime();
      metrics.batchCommitted(batch, ended - began);
      replays.committed(batch, ended);
    }

    private void publishFreshness(Batch batch) throws RedisPipelineException, InterruptedException {
      if (freshness == null) {
        return;
      }
      freshness.applied(batch);
      if (freshness.isDue()) {
        publish(freshness);
      }
    }
  }
}
