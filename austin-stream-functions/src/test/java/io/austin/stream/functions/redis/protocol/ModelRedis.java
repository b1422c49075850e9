package io.austin.stream.functions.redis.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the modelled Redis holds.
 *
 * @param fences the fences that stand
 * @param applied how often each event was applied to each key, in two bits; since the last reset
 * @param buckets for how many buckets the fences are
 * @param claim what stands beside them
 * @param rest how far each partition was when all of it that had come was in Redis, in bucket 0
 * @param incarnations in a cluster, of which the fences of each bucket are
 */
record ModelRedis(
    FenceGrid fences,
    int applied,
    int buckets,
    Claim claim,
    FenceGrid rest,
    List<String> incarnations) {
  private static final int MOST = 3;
  private static final int MOST_EVENTS = 4;

  static ModelRedis empty(int buckets) {
    return new ModelRedis(
        FenceGrid.NONE,
        0,
        buckets,
        Claim.of(""),
        FenceGrid.NONE,
        Collections.nCopies(TinyTopic.BUCKETS, ""));
  }

  int times(int event, int key) {
    return applied >> 2 * place(event, key) & MOST;
  }

  /** The fence below which what an event writes to a key stands. */
  long fence(int partition, int key) {
    return fences.at(partition, key % buckets);
  }

  /** The write of an event to a key, as a bit mask. */
  static int write(int event, int key) {
    return 1 << place(event, key);
  }

  /** The events of which a bit mask holds writes, as a bit mask. */
  static int events(int writes) {
    int events = 0;
    for (int event = 0; event < MOST_EVENTS; event++) {
      for (int key = 0; key < TinyTopic.KEYS; key++) {
        events |= (writes & write(event, key)) == 0 ? 0 : 1 << event;
      }
    }
    return events;
  }

  private static int place(int event, int key) {
    return TinyTopic.KEYS * event + key;
  }

  /** Applies the writes of a transaction. */
  ModelRedis withData(Exec exec) {
    int sum = applied;
    for (int event = 0; event < MOST_EVENTS; event++) {
      for (int key = 0; key < TinyTopic.KEYS; key++) {
        if ((exec.writes() & write(event, key)) != 0 && times(event, key) < MOST) {
          sum += 1 << 2 * place(event, key);
        }
      }
    }
    return new ModelRedis(fences, sum, buckets, claim, rest, incarnations);
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
    return with(moved);
  }

  private ModelRedis with(FenceGrid moved) {
    return new ModelRedis(moved, applied, buckets, claim, rest, incarnations);
  }

  ModelRedis withClaim(Claim other) {
    return new ModelRedis(fences, applied, buckets, other, rest, incarnations);
  }

  ModelRedis in(int otherBuckets) {
    return new ModelRedis(fences, applied, otherBuckets, claim, rest, incarnations);
  }

  ModelRedis withRest(int partition, long soFar) {
    FenceGrid known = rest.with(partition, 0, soFar);
    return new ModelRedis(fences, applied, buckets, claim, known, incarnations);
  }

  /** Whether no partition is further in a bucket than it was when it came to rest. */
  boolean isAtRest() {
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      for (int bucket = 0; bucket < buckets; bucket++) {
        if (fences.at(partition, bucket) > rest.at(partition, 0)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Converts those partitions that had fences when they were read.
   *
   * @param from for how many buckets they were read
   */
  ModelRedis converted(FenceGrid read, int from, int to) {
    FenceGrid moved = fences;
    FenceGrid target = read.converted(from, to);
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      if (!read.without(partition).equals(read)) {
        moved = moved.with(partition, target.of(partition, to));
      }
    }
    return new ModelRedis(moved, applied, to, claim, rest, incarnations);
  }

  /** Deletes the fences that were read. What counts from now on is what is applied from now on. */
  ModelRedis reset(FenceGrid read) {
    FenceGrid left = fences;
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      for (int bucket = 0; bucket < TinyTopic.BUCKETS; bucket++) {
        left = read.at(partition, bucket) == 0 ? left : left.with(partition, bucket, 0);
      }
    }
    return new ModelRedis(left, 0, buckets, claim, FenceGrid.NONE, incarnations);
  }

  /** The same for one bucket of a cluster. */
  ModelRedis resetBucket(int bucket, String incarnation) {
    ModelRedis nothing = empty(buckets);
    return withBucketOf(nothing, bucket).incarnate(bucket, incarnation);
  }

  ModelRedis incarnate(int bucket, String incarnation) {
    List<String> others = new ArrayList<>(incarnations);
    others.set(bucket, incarnation);
    return new ModelRedis(fences, applied, buckets, claim, rest, List.copyOf(others));
  }

  /** The same with one bucket of a cluster as another Redis holds it. */
  ModelRedis withBucketOf(ModelRedis other, int bucket) {
    int sum = applied;
    for (int event = 0; event < MOST_EVENTS; event++) {
      int mask = MOST << 2 * place(event, bucket);
      sum = sum & ~mask | other.applied & mask;
    }
    FenceGrid back = fences;
    for (int partition = 0; partition < TinyTopic.PARTITIONS; partition++) {
      back = back.with(partition, bucket, other.fences.at(partition, bucket));
    }
    return new ModelRedis(back, sum, buckets, claim, rest, incarnations)
        .incarnate(bucket, other.incarnations.get(bucket));
  }
}
