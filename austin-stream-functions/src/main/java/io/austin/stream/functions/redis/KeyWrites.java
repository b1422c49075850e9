package io.austin.stream.functions.redis;

/** What a batch writes to one key, coalesced. */
abstract class KeyWrites {
  private final int bucket;
  private Expiry expiry = Expiry.NONE;

  KeyWrites(int bucket) {
    this.bucket = bucket;
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

  /** Adds the key's name as a word. */
  abstract RespBuffer writeKey(RespBuffer out);

  /** Queues the writes, without the expiry. */
  abstract void queueIn(Transaction transaction);

  /** What is to be done, where these expiries are known to stand. */
  abstract WriteKind kind(KnownExpiries standing);

  /**
   * How many words tell it, the key's name left out.
   *
   * @param maxEntries how many entries a trail keeps
   */
  abstract int arguments(int maxEntries);

  /** Adds those words. */
  abstract void writeArguments(RespBuffer out, int maxEntries);
}
