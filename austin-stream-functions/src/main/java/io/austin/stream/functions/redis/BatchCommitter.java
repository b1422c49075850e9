package io.austin.stream.functions.redis;

import io.austin.stream.functions.QuietLog;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches, bucket by bucket, by the fence protocol. One round trip carries the transaction
 * of a bucket and the question for the fences of the next. Used by one thread at a time.
 */
final class BatchCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchCommitter.class);

  /** Refusals with all fences in place come from other writers' expiries; they soon stop. */
  private static final int MAX_REFUSALS = 1_000;

  private final Redis redis;
  private final RedisPipelineOptions options;
  private final FenceKeys keys;
  private final WriterMetrics metrics;
  private final RespBuffer out = new RespBuffer();
  private final QuietLog refusalLog = new QuietLog(LOG, Duration.ofMinutes(1));

  /** Lists to cut to their bound: outside of transactions, since cutting twice does no harm. */
  private final Set<RedisKey> tooLong = new LinkedHashSet<>();

  private List<BucketCommit> commits = List.of();
  private int next;
  private int refusals;

  BatchCommitter(Redis redis, RedisPipelineOptions options, FenceKeys keys, WriterMetrics metrics) {
    this.redis = redis;
    this.options = options;
    this.keys = keys;
    this.metrics = metrics;
  }

  /**
   * Puts the number of buckets down beside the fences, or checks it against what is there. That
   * happens in a transaction, so that a user who may not use any is refused here: later its writes
   * would be done one by one.
   *
   * @throws RedisPipelineException when the group's fences are for another number
   */
  void claimBuckets() throws RedisPipelineException, InterruptedException {
    long found =
        redis.persistently(
            channel -> {
              out.clear();
              out.command(1, "MULTI");
              out.command(4, "SET").word(keys.buckets()).word(options.buckets()).word("NX");
              out.command(2, "MGET").word(keys.buckets());
              out.command(1, "EXEC");
              channel.send(out);
              for (int reply = 0; reply < 3; reply++) {
                Reply.value(channel.receive());
              }
              List<?> executed = (List<?>) Reply.value(channel.receive());
              return Reply.numbers(Objects.requireNonNull(executed).get(1))[0];
            });
    if (found != options.buckets()) {
      throw RedisFences.otherBuckets(options, found);
    }
  }

  /** Reads the fences of a partition by bucket; 0 for none. */
  long[] fences(PartitionId partition) throws RedisPipelineException, InterruptedException {
    return redis.persistently(
        channel -> {
          out.clear();
          out.command(options.buckets() + 1, "MGET");
          for (int bucket = 0; bucket < options.buckets(); bucket++) {
            out.word(keys.fence(partition, bucket));
          }
          channel.send(out);
          return Reply.numbers(channel.receive());
        });
  }

  /**
   * Commits a batch whole; when it returns, every bucket stands in Redis.
   *
   * @throws AnotherWriterException when a fence was moved by somebody else
   * @throws RedisWentBackException when a fence is behind what this writer wrote
   * @throws RedisPipelineException when Redis stays away or refuses for good
   */
  void commit(Batch batch) throws RedisPipelineException, InterruptedException {
    batch.buckets().forEach(bucket -> tooLong.addAll(bucket.replayed()));
    commits =
        batch.buckets().stream()
            .filter(bucket -> !bucket.isEmpty())
            .map(bucket -> new BucketCommit(bucket, batch, keys))
            .toList();
    next = 0;
    redis.persistently(this::resume);
  }

  /** Goes on at the first bucket that is not known to be committed. */
  private int resume(RedisChannel channel) throws RedisPipelineException {
    while (next < commits.size()) {
      begin();
      commits.get(next).watch(out);
      send(channel);
      boolean ready = isReady(channel);
      while (ready) {
        ready = commitAndAskForNext(channel);
      }
    }
    if (!tooLong.isEmpty()) {
      begin();
      send(channel);
    }
    return next;
  }

  /** Commits a bucket, and asks for the fences of the next in the same round trip. */
  private boolean commitAndAskForNext(RedisChannel channel) throws RedisPipelineException {
    BucketCommit commit = commits.get(next);
    boolean last = next + 1 == commits.size();
    begin();
    commit.encode(out);
    if (!last) {
      commits.get(next + 1).watch(out);
    }
    send(channel);
    BucketCommit.Outcome outcome = commit.outcome(channel, options.maxTrailEntries());
    if (outcome.applied()) {
      outcome.errors().forEach(this::refused);
      committed(commit, outcome.tooLong());
      return !last && isReady(channel);
    }
    LOG.debug("Redis refused a transaction, somebody changed what it watched: {}", commit.fences());
    if (++refusals > MAX_REFUSALS) {
      throw new RedisPipelineException(
          "Redis refused a transaction %d times, though its fences stand".formatted(refusals));
    }
    if (!last) {
      channel.receive();
      channel.receive();
    }
    return false;
  }

  /** Whether the next bucket's fences, which were asked for, let it be committed. */
  private boolean isReady(RedisChannel channel) throws RedisPipelineException {
    BucketCommit commit = commits.get(next);
    FenceDecision decision = commit.judge(channel);
    switch (decision) {
      case COMMIT:
        if (commit.fences().isInDoubt()) {
          LOG.info(
              "A commit whose reply was lost is not there, it is sent again: {}", commit.fences());
        }
        return true;
      case COMMITTED:
        LOG.info("A commit whose reply was lost had been applied: {}", commit.fences());
        committed(commit, commit.writes().trails().keySet());
        return false;
      case REDIS_WENT_BACK:
        throw new RedisWentBackException(commit.fences().differences());
      case ANOTHER_WRITER:
        throw new AnotherWriterException(
            "another writer of group %s is at work, this one stops: %s"
                .formatted(options.groupId(), commit.fences().differences()));
    }
    throw new IllegalStateException("no rule for " + decision);
  }

  private void committed(BucketCommit commit, Iterable<RedisKey> trails) {
    commit.fences().committed();
    trails.forEach(tooLong::add);
    refusals = 0;
    next++;
    metrics.bucketCommitted(commit.commands());
  }

  private void refused(String error) {
    metrics.commandRefused();
    refusalLog.warn("Redis refused a command, which harms its key alone: {}", error);
  }

  private void begin() {
    out.clear();
    for (RedisKey list : tooLong) {
      out.command(4, "LTRIM").word(list).word(0).word(options.maxTrailEntries() - 1L);
    }
  }

  /** Sends what was encoded since {@link #begin} and takes the replies to the trims. */
  private void send(RedisChannel channel) {
    channel.send(out);
    for (int reply = 0; reply < tooLong.size(); reply++) {
      channel.receive();
    }
    tooLong.clear();
  }
}
