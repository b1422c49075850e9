package io.austin.stream.functions.redis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a batch writes to the keys of one bucket. */
final class BucketWrites {
  private final int bucket;
  private final List<Trail> trails = new ArrayList<>();
  private final List<KeyWrites> others = new ArrayList<>();
  private final Set<Trail> replayed = new LinkedHashSet<>();

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

  /** Remembers a list whose push was skipped: what was to follow the push may be missing. */
  void replayed(Trail trail) {
    replayed.add(trail);
  }

  List<Trail> trails() {
    return trails;
  }

  /** What is written to keys that are no lists. */
  List<KeyWrites> others() {
    return others;
  }

  /** What is to be done once more to lists whose push was skipped. */
  Mendings mendings() {
    Mendings mendings = new Mendings();
    mendings.cut(replayed);
    replayed.stream().filter(trail -> trail.expiry().absolute()).forEach(mendings::expire);
    return mendings;
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

  /** Whether there is nothing to commit; mendings need no commit. */
  boolean isEmpty() {
    return trails.isEmpty() && others.isEmpty();
  }
}
