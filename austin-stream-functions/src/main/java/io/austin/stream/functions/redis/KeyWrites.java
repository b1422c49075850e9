package io.austin.stream.functions.redis;

/** What a batch writes to one key, coalesced. */
abstract class KeyWrites {
  private final RedisKey key;
  private final int bucket;
  private Expiry expiry = Expiry.NONE;

  KeyWrites(String name, int buckets) {
    this.key = RedisKey.of(name);
    this.bucket = key.bucket(buckets);
  }

  RedisKey key() {
    return key;
  }

  int bucket() {
    return bucket;
  }

  /** When the key is to expire. */
  Expiry expiry() {
    return expiry;
  }

  void expire(Expiry expiry) {
    this.expiry = this.expiry.later(expiry);
  }

  /** Whether there is nothing to write. */
  boolean isEmpty() {
    return expiry == Expiry.NONE;
  }

  /** Queues the writes, without the expiry. */
  abstract void queueIn(Transaction transaction);
}
