package io.austin.stream.functions.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a batch writes to the keys of one bucket, coalesced: each list gets one push with all its
 * entries, each field of a hash one increment, each key one expiry.
 */
final class BucketWrites {
  private final int bucket;
  private final Map<RedisKey, Trail> trails = new LinkedHashMap<>();
  private final Map<RedisKey, Totals> totals = new LinkedHashMap<>();
  private final Set<RedisKey> replayed = new LinkedHashSet<>();

  BucketWrites(int bucket) {
    this.bucket = bucket;
  }

  int bucket() {
    return bucket;
  }

  void push(RedisKey list, byte[] entry, Expiry expiry) {
    Trail trail = trails.computeIfAbsent(list, key -> new Trail(expiry));
    trail.expiry = trail.expiry.later(expiry);
    trail.entries.add(entry);
  }

  void increment(RedisKey hash, int field, long by, Expiry expiry) {
    totals.computeIfAbsent(hash, key -> new Totals(expiry)).fields.merge(field, by, Long::sum);
  }

  /** Remembers a list whose push was skipped: the trim that followed the push may be missing. */
  void replayed(RedisKey list) {
    replayed.add(list);
  }

  Map<RedisKey, Trail> trails() {
    return trails;
  }

  Map<RedisKey, Totals> totals() {
    return totals;
  }

  Set<RedisKey> replayed() {
    return replayed;
  }

  /** The latest moment at which any of the lists expires, in epoch milliseconds; 0 for none. */
  long latestExpiry() {
    return trails.values().stream()
        .map(Trail::expiry)
        .filter(Expiry::absolute)
        .mapToLong(Expiry::millis)
        .max()
        .orElse(0);
  }

  /** Whether there is nothing to commit; trims need no commit. */
  boolean isEmpty() {
    return trails.isEmpty() && totals.isEmpty();
  }

  /** The entries for one list, oldest first. */
  static final class Trail {
    private final List<byte[]> entries = new ArrayList<>(2);
    private Expiry expiry;

    private Trail(Expiry expiry) {
      this.expiry = expiry;
    }

    List<byte[]> entries() {
      return entries;
    }

    Expiry expiry() {
      return expiry;
    }
  }

  /** The increments of one hash by field. */
  static final class Totals {
    private final Map<Integer, Long> fields = new TreeMap<>();
    private final Expiry expiry;

    private Totals(Expiry expiry) {
      this.expiry = expiry;
    }

    Map<Integer, Long> fields() {
      return fields;
    }

    Expiry expiry() {
      return expiry;
    }
  }
}
