package io.austin.stream.functions.redis;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The fences that one bucket's transaction moves: those of the partitions in the batch that are
 * behind it, and of no other.
 */
final class BucketFences {
  private final int bucket;
  private final List<PartitionProgress> partitions;
  private final long[] expected;
  private final long[] target;
  private long[] found = {};
  private boolean inDoubt;
  private boolean inDoubtBeforeSending;

  BucketFences(int bucket, Batch batch) {
    this.bucket = bucket;
    List<Batch.Reached> moved =
        batch.reached().stream().filter(it -> it.next() > it.partition().expected(bucket)).toList();
    this.partitions = moved.stream().map(Batch.Reached::partition).toList();
    this.expected = partitions.stream().mapToLong(it -> it.expected(bucket)).toArray();
    this.target = moved.stream().mapToLong(Batch.Reached::next).toArray();
  }

  int size() {
    return partitions.size();
  }

  PartitionId partition(int index) {
    return partitions.get(index).id();
  }

  long target(int index) {
    return target[index];
  }

  /** Judges what stands in Redis, partition by partition; 0 for none. */
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
    for (int i = 0; i < target.length; i++) {
      partitions.get(i).committed(bucket, target[i]);
    }
  }

  @Override
  public String toString() {
    return "bucket " + bucket + " of " + partitions;
  }

  /** The fences that are not as expected, for a message. */
  String differences() {
    return IntStream.range(0, found.length)
        .filter(i -> found[i] != expected[i])
        .mapToObj(this::difference)
        .collect(Collectors.joining("; "));
  }

  private String difference(int i) {
    PartitionProgress partition = partitions.get(i);
    return "%s bucket %d: this writer left it at offset %d, found %d"
        .formatted(partition.name(), bucket, expected[i], found[i]);
  }
}
