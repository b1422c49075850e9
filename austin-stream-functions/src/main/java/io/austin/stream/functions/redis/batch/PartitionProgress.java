package io.austin.stream.functions.redis.batch;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How far one partition has come. What stood in Redis when this writer first saw the partition
 * decides what of a replay is skipped; what this writer has written since is what it expects to
 * find at the next commit.
 */
public final class PartitionProgress {
  private final PartitionId id;
  private final String topic;
  private final long[] found;
  private final long[] written;
  private int latest;
  private long start;
  private long next;

  /**
   * A partition at its first record.
   *
   * @param found by bucket, the fences that stand in Redis; 0 for none
   */
  public PartitionProgress(PartitionId id, String topic, long[] found) {
    this.id = id;
    this.topic = topic;
    this.found = found;
    this.written = found.clone();
    for (int bucket = 0; bucket < found.length; bucket++) {
      if (found[bucket] > found[latest]) {
        latest = bucket;
      }
    }
  }

  /** Takes note that the source reads the partition from here on, or from the earliest there is. */
  public void startAt(long offset) {
    start = offset;
  }

  public PartitionId id() {
    return id;
  }

  /** Whether the record's effect on this bucket stood in Redis already. */
  boolean isReplay(int bucket, long offset) {
    return offset < found[bucket];
  }

  /**
   * Takes note of the next record.
   *
   * @throws IllegalStateException if it is not beyond the last: whatever reordered the partition
   *     between source and sink would make the fence lose records
   */
  public void advance(long offset) {
    if (offset < next) {
      throw new IllegalStateException(
          "offset %d of %s came after %d: nothing may reorder a partition before the sink"
              .formatted(offset, name(), next - 1));
    }
    next = offset + 1;
  }

  /** The offset behind the last record that was taken note of. */
  long next() {
    return next;
  }

  /** The offset behind which nothing was taken note of. */
  public long soFar() {
    return Math.max(start, next);
  }

  /** The fence that this writer expects to find in Redis; 0 for none. */
  public long expected(int bucket) {
    return written[bucket];
  }

  public void committed(int bucket, long fence) {
    written[bucket] = fence;
    latest = bucket;
  }

  /** The bucket whose fence was moved last: the first that a Redis lacks which fell back. */
  public int latest() {
    return latest;
  }

  /** By bucket, the fence that is known to stand in Redis; 0 for none. */
  public long[] written() {
    return written.clone();
  }

  /**
   * By bucket, what is known to stand in Redis of the records so far. Of what an earlier attempt
   * wrote beyond them a checkpoint must say nothing: should Redis lose it, the restored source
   * reads it again.
   */
  public long[] writtenSoFar() {
    long soFar = soFar();
    return LongStream.of(written).map(fence -> Math.min(fence, soFar)).toArray();
  }

  /** The partition by its topic's name. */
  public String name() {
    return topic + "-" + id.partition();
  }

  @Override
  public String toString() {
    return name() + " " + Arrays.toString(written);
  }
}
