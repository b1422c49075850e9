package io.austin.stream.functions.redis;

import io.austin.stream.functions.redis.batch.PartitionId;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fences of one partition as the writer knows them to stand in Redis; an element of the sink's
 * checkpointed state.
 *
 * @param topicId Kafka's own id of the topic
 * @param partition the partition's number
 * @param fences by bucket, the next offset to apply to its keys; 0 for none
 */
public record PartitionFences(String topicId, int partition, long[] fences) {
  static PartitionFences of(PartitionId id, long[] fences) {
    return new PartitionFences(id.topicId(), id.partition(), fences);
  }

  PartitionId id() {
    return new PartitionId(topicId, partition);
  }

  /**
   * The same for another number of buckets. A bucket is a slot modulo their number, so it shares
   * slots with those that leave the same remainder by the common divisor; what stood in any of them
   * is expected to stand in it, as conversions have it ({@link RedisFences#convert}).
   */
  public PartitionFences in(int buckets) {
    if (buckets == fences.length) {
      return this;
    }
    int common = BigInteger.valueOf(buckets).gcd(BigInteger.valueOf(fences.length)).intValue();
    long[] furthest = new long[common];
    for (int bucket = 0; bucket < fences.length; bucket++) {
      furthest[bucket % common] = Math.max(furthest[bucket % common], fences[bucket]);
    }
    long[] converted = new long[buckets];
    Arrays.setAll(converted, bucket -> furthest[bucket % common]);
    return new PartitionFences(topicId, partition, converted);
  }

  /** Of two memories of one partition the one that knows more, bucket by bucket. */
  PartitionFences merge(PartitionFences other) {
    long[] merged = fences.clone();
    for (int bucket = 0; bucket < merged.length; bucket++) {
      merged[bucket] = Math.max(merged[bucket], other.fences[bucket]);
    }
    return new PartitionFences(topicId, partition, merged);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PartitionFences that
        && id().equals(that.id())
        && Arrays.equals(fences, that.fences);
  }

  @Override
  public int hashCode() {
    return 31 * id().hashCode() + Arrays.hashCode(fences);
  }

  @Override
  public String toString() {
    return id() + " " + Arrays.toString(fences);
  }
}
