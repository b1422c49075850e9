package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.batch.Batch;
import io.austin.stream.functions.redis.batch.BucketBatch;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.batch.PartitionProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The fences that one transaction moves: in each of its buckets those of the partitions of which
 * something is written there, and no other.
 */
final class FenceUpdate {
  private final List<Fence> fences = new ArrayList<>();
  private final long[] expected;
  private final long[] target;
  private long[] found = {};
  private boolean inDoubt;
  private boolean inDoubtBeforeSending;

  FenceUpdate(List<BucketBatch> buckets) {
    for (BucketBatch bucket : buckets) {
      for (Batch.Reached reached : bucket.reached()) {
        fences.add(new Fence(reached.partition(), bucket.bucket(), reached.next()));
      }
    }
    this.expected = fences.stream().mapToLong(Fence::expected).toArray();
    this.target = fences.stream().mapToLong(Fence::target).toArray();
  }

  int size() {
    return fences.size();
  }

  PartitionId partition(int index) {
    return fences.get(index).partition().id();
  }

  int bucket(int index) {
    return fences.get(index).bucket();
  }

  /** What this writer last knew to stand in Redis; 0 for none. */
  long expected(int index) {
    return expected[index];
  }

  long target(int index) {
    return target[index];
  }

  /** Judges what stands in Redis, fence by fence; 0 for none. */
  FenceDecision judge(long[] found) {
    this.found = found;
    return FenceDecision.judge(expected, target, found, inDoubt);
  }

  /** The transaction is on its way: until its reply is read, its outcome is in doubt. */
  void sent() {
    inDoubtBeforeSending = inDoubt;
    inDoubt = true;
  }

  /** Redis said that it did not apply what was sent last; an attempt before that may still be. */
  void notApplied() {
    inDoubt = inDoubtBeforeSending;
  }

  /** Whether an attempt may have been applied whose outcome is not known. */
  boolean isInDoubt() {
    return inDoubt;
  }

  /** The transaction stands in Redis. */
  void committed() {
    fences.forEach(fence -> fence.partition().committed(fence.bucket(), fence.target()));
  }

  @Override
  public String toString() {
    return fences.toString();
  }

  /** The fences that are not as expected, for a message. */
  String differences() {
    return IntStream.range(0, found.length)
        .filter(i -> found[i] != expected[i])
        .mapToObj(this::difference)
        .collect(Collectors.joining("; "));
  }

  private String difference(int i) {
    return "%s: this writer left it at offset %d, found %d"
        .formatted(fences.get(i), expected[i], found[i]);
  }

  private record Fence(PartitionProgress partition, int bucket, long target) {
    long expected() {
      return partition.expected(bucket);
    }

    @Override
    public String toString() {
      return "%s bucket %d".formatted(partition.name(), bucket);
    }
  }
}
