package io.austin.stream.functions.redis;

import java.util.ArrayList;
import java.util.List;

/** What a batch writes to the keys of one bucket. */
final class BucketWrites {
  private final int bucket;
  private final List<Trail> trails = new ArrayList<>();
  private final List<KeyWrites> others = new ArrayList<>();
  private final List<RedisKey> replayed = new ArrayList<>();

  BucketWrites(int bucket) {
    this.bucket = bucket;
  }

  int bucket() {
    return bucket;
  }

  void add(Trail trail) {
    trails.add(trail);
  }

  void add(KeyWrites writes) {
    others.add(writes);
  }

  /** Remembers a list whose push was skipped: the trim that followed the push may be missing. */
  void replayed(Trail trail) {
    replayed.add(trail.key());
  }

  List<Trail> trails() {
    return trails;
  }

  /** What is written to keys that are no lists. */
  List<KeyWrites> others() {
    return others;
  }

  List<RedisKey> replayed() {
    return replayed;
  }

  /** The latest moment at which any of the lists expires, in epoch milliseconds; 0 for none. */
  long latestExpiry() {
    long latest = 0;
    for (Trail trail : trails) {
      if (trail.expiry().absolute()) {
        latest = Math.max(latest, trail.expiry().millis());
      }
    }
    return latest;
  }

  /** Whether there is nothing to commit; trims need no commit. */
  boolean isEmpty() {
    return trails.isEmpty() && others.isEmpty();
  }
}
