package io.austin.stream.functions.redis.protocol;

import java.util.stream.IntStream;

/**
 * What Redis lost of one partition: in each bucket the offsets from the fence that stands there up
 * to the fence that was written.
 *
 * @param partition the partition by its topic's name
 * @param written by bucket, the fence that is known to have stood in Redis; 0 for none
 * @param found by bucket, the fence that stands there now
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Loss(String partition, long[] written, long[] found) {
  /** How many offsets, summed over the buckets. */
  public long offsets() {
    return behind().mapToLong(bucket -> written[bucket] - found[bucket]).sum();
  }

  /** The first lost offset of any bucket. */
  public long from() {
    return behind().mapToLong(bucket -> found[bucket]).min().orElse(0);
  }

  /** The offset behind the last lost one of any bucket. */
  public long to() {
    return behind().mapToLong(bucket -> written[bucket]).max().orElse(0);
  }

  private IntStream behind() {
    return IntStream.range(0, found.length).filter(bucket -> found[bucket] < written[bucket]);
  }

  /** The partition and the range of its offsets that is to be written again. */
  @Override
  public String toString() {
    return "%s offsets %d to %d in %d of %d buckets"
        .formatted(partition, from(), to() - 1, behind().count(), found.length);
  }
}
