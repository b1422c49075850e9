package io.austin.stream.functions.redis;

/**
 * Remembers which keys were given which expiry, as far as a fixed memory goes: what stands need not
 * be set again with every write. A memory only: a key may have been deleted or evicted since, so
 * the reply to the write has to be looked at, and another writer may have set a later one.
 */
final class KnownExpiries {
  /** 8 MiB: the last million keys or so. */
  private static final int SLOT_BITS = 20;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** 2^64 divided by the golden ratio, as Fibonacci hashing has it. */
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final long[] slots = new long[1 << SLOT_BITS];
  private final long[] latest;

  KnownExpiries(int buckets) {
    latest = new long[buckets];
  }

  /** The latest that was seen in a bucket, in milliseconds since the epoch; 0 for none. */
  long latest(int bucket) {
    return latest[bucket];
  }

  /** Takes note of what was seen in a bucket. */
  void latest(int bucket, long millis) {
    latest[bucket] = millis;
  }

  /** Whether the key was given this expiry, and no other key has taken its place here since. */
  boolean contains(RedisKey key, Expiry expiry) {
    long mark = mark(key, expiry);
    return slots[slot(mark)] == mark;
  }

  void add(RedisKey key, Expiry expiry) {
    long mark = mark(key, expiry);
    slots[slot(mark)] = mark;
  }

  /** The last bytes of a key, where receivers differ, reach few of the mark's upper bits. */
  private static int slot(long mark) {
    return (int) ((mark * GOLDEN) >>> (Long.SIZE - SLOT_BITS));
  }

  /** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/. */
  private static long mark(RedisKey key, Expiry expiry) {
    long mark = FNV_OFFSET ^ expiry.millis();
    for (byte b : key.bytes()) {
      mark = (mark ^ (b & 0xFF)) * FNV_PRIME;
    }
    return mark;
  }
}
