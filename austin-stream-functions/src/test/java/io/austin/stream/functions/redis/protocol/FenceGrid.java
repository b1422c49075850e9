package io.austin.stream.functions.redis.protocol;

import io.austin.stream.functions.redis.PartitionFences;

/**
 * A fence for each partition and bucket of the {@link TinyTopic}, each below 16; 0 for none.
 *
 * @param cells four bits for each fence
 */
record FenceGrid(int cells) {
  static final FenceGrid NONE = new FenceGrid(0);

  long at(int partition, int bucket) {
    return cells >> shift(partition, bucket) & 15;
  }

  FenceGrid with(int partition, int bucket, long fence) {
    int shift = shift(partition, bucket);
    return new FenceGrid(cells & ~(15 << shift) | (int) fence << shift);
  }

  /** The fences of a partition by bucket. */
  long[] of(int partition, int buckets) {
    long[] fences = new long[buckets];
    for (int bucket = 0; bucket < fences.length; bucket++) {
      fences[bucket] = at(partition, bucket);
    }
    return fences;
  }

  FenceGrid with(int partition, long[] fences) {
    FenceGrid grid = without(partition);
    for (int bucket = 0; bucket < fences.length; bucket++) {
      grid = grid.with(partition, bucket, fences[bucket]);
    }
    return grid;
  }

  FenceGrid without(int partition) {
    return new FenceGrid(cells & ~(0xFF << shift(partition, 0)));
  }

  /** The same for another number of buckets, as the job and its tools convert fences. */
  FenceGrid converted(int from, int to) {
    FenceGrid grid = NONE;
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      PartitionFences fences = new PartitionFences("topic", partition, of(partition, from));
      grid = grid.with(partition, fences.in(to).fences());
    }
    return grid;
  }

  private static int shift(int partition, int bucket) {
    return 4 * (TinyTopic.BUCKETS * partition + bucket);
  }

  @Override
  public String toString() {
    return "p0 %d %d, p1 %d %d".formatted(at(0, 0), at(0, 1), at(1, 0), at(1, 1));
  }
}
