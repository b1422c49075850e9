package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.views.Expiry;

/**
 * Remembers which lists were given which expiry, as far as a fixed memory goes: what stands need
 * not be set again with every write. A memory only: a list may have been deleted or evicted since,
 * so the reply to the write has to be looked at, and another writer may have set a later one.
 * Beside that it keeps the latest expiry of each bucket, as it was seen last.
 */
public final class KnownExpiries {
  /** 8 MiB: the last million keys or so. */
  private static final int SLOTS = 1 << 20;

  private final long[] slots = new long[SLOTS];
  private final long[] latest;

  public KnownExpiries(int buckets) {
    latest = new long[buckets];
  }

  /** The latest that was seen in a bucket, in milliseconds since the epoch; 0 for none. */
  public long latest(int bucket) {
    return latest[bucket];
  }

  /** Takes note of what was seen in a bucket. */
  public void sawLatest(int bucket, long millis) {
    latest[bucket] = millis;
  }

  /** Whether the list was given this expiry, and no other has taken its place here since. */
  public boolean contains(Trail list, Expiry expiry) {
    long mark = mark(list, expiry);
    return slots[slot(mark)] == mark;
  }

  public void add(Trail list, Expiry expiry) {
    long mark = mark(list, expiry);
    slots[slot(mark)] = mark;
  }

  private static int slot(long mark) {
    return Fingerprint.slot(mark, SLOTS);
  }

  private static long mark(Trail list, Expiry expiry) {
    return Fingerprint.with(list.fingerprint(), expiry.millis());
  }
}
