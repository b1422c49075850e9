package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.views.Expiry;
import io.austin.stream.functions.redis.wire.RespBuffer;

/** What a batch writes to one key, coalesced. */
public abstract class KeyUpdate {
  private final int bucket;
  private Expiry expiry = Expiry.NONE;

  KeyUpdate(int bucket) {
    this.bucket = bucket;
  }

  public int bucket() {
    return bucket;
  }

  /** When the key is to expire. */
  public Expiry expiry() {
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
  public abstract RespBuffer writeKey(RespBuffer out);

  /** Queues the writes, without the expiry. */
  public abstract void queueIn(MultiExec transaction);

  /** What is to be done, where these expiries are known to stand. */
  public abstract UpdateKind kind(KnownExpiries standing);

  /**
   * How many words tell it, the key's name left out.
   *
   * @param maxEntries how many entries a trail keeps
   */
  public abstract int arguments(int maxEntries);

  /** Adds those words. */
  public abstract void writeArguments(RespBuffer out, int maxEntries);
}
