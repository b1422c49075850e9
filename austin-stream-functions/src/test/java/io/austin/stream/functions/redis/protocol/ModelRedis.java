package io.austin.stream.functions.redis.protocol;

/**
 * What the modelled Redis holds.
 *
 * @param fences the fences that stand
 * @param applied for each event and bucket how often it was applied, in two bits
 */
record ModelRedis(FenceGrid fences, int applied) {
  static final ModelRedis EMPTY = new ModelRedis(FenceGrid.NONE, 0);
  private static final int MOST = 3;
  private static final int MOST_EVENTS = 4;

  int times(int event, int bucket) {
    return applied >> shift(event, bucket) & MOST;
  }

  /** Applies the writes of a transaction. */
  ModelRedis withData(Exec exec) {
    int sum = applied;
    for (int event = 0; exec.events() >> event != 0; event++) {
      if (TinyTopic.has(exec.events(), event) && times(event, exec.bucket()) < MOST) {
        sum += 1 << shift(event, exec.bucket());
      }
    }
    return new ModelRedis(fences, sum);
  }

  /** Moves the fences of a transaction. */
  ModelRedis withFences(Exec exec) {
    FenceGrid moved = fences;
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      if (TinyTopic.has(exec.partitions(), partition)) {
        long target = exec.targets().at(partition, exec.bucket());
        moved = moved.with(partition, exec.bucket(), target);
      }
    }
    return new ModelRedis(moved, applied);
  }

  /** The same with one bucket as another Redis holds it. */
  ModelRedis withBucketOf(ModelRedis other, int bucket) {
    int sum = applied;
    for (int event = 0; event < MOST_EVENTS; event++) {
      int mask = MOST << shift(event, bucket);
      sum = sum & ~mask | other.applied & mask;
    }
    FenceGrid back = fences;
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      back = back.with(partition, bucket, other.fences.at(partition, bucket));
    }
    return new ModelRedis(back, sum);
  }

  private static int shift(int event, int bucket) {
    return 2 * (TinyTopic.BUCKETS * event + bucket);
  }
}
