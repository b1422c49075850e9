package io.austin.stream.functions.redis.protocol;

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
  long[] of(int partition) {
    long[] fences = new long[TinyTopic.BUCKETS];
    for (int bucket = 0; bucket < fences.length; bucket++) {
      fences[bucket] = at(partition, bucket);
    }
    return fences;
  }

  FenceGrid with(int partition, long[] fences) {
    FenceGrid grid = this;
    for (int bucket = 0; bucket < fences.length; bucket++) {
      grid = grid.with(partition, bucket, fences[bucket]);
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
