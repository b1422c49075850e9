package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.batch.PartitionProgress;
import io.austin.stream.functions.redis.wire.Redis;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings batches to Redis by the fence protocol. Used by one thread at a time. */
public interface Committer {
  /** One that suits the Redis: it needs a cluster's slots, or a server's transactions. */
  static Committer over(Redis redis, FenceKeys keys, CommitOptions options, CommitMetrics metrics) {
    return redis.isCluster()
        ? new SectionCommitter(redis, keys, options, metrics)
        : new TransactionCommitter(redis, keys, options, metrics);
  }

  /**
   * Makes the group's fences this writer's to move, and finds out whether it may.
   *
   * @param remembered the incarnation of the fences in the checkpoint that the writer goes on from;
   *     {@code null} where it begins anew
   * @return their incarnation, to be remembered with them
   * @throws RedisPipelineException when they are laid out for another number of buckets, or were
   *     reset since the checkpoint
   */
  String claim(@Nullable String remembered) throws RedisPipelineException, InterruptedException;

  /** Reads the fences of a partition by bucket; 0 for none. */
  long[] fences(PartitionId partition) throws RedisPipelineException, InterruptedException;

  /** Reads of each partition the one fence that was moved last. */
  long[] latestFences(List<PartitionProgress> partitions)
      throws RedisPipelineException, InterruptedException;

  /**
   * Takes note that with all of these partitions that has come Redis is as far in every bucket.
   * Comes when everything is committed and was found to stand; where the connection was lost since,
   * nothing is noted, as Redis may have fallen back.
   */
  void rest(List<PartitionProgress> partitions) throws RedisPipelineException, InterruptedException;

  /**
   * Commits a batch whole; when it returns, every bucket stands in Redis.
   *
   * @throws AnotherWriterException when a fence was moved by somebody else
   * @throws RedisWentBackException when a fence is behind what this writer wrote
   * @throws RedisPipelineException when Redis stays away or refuses for good
   */
  void commit(Batch batch) throws RedisPipelineException, InterruptedException;
}
