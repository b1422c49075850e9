package io.austin.stream.functions.redis;

/** What one event asks to be written, key by key. */
interface Writes {
  /** Puts an entry at the head of a list. */
  void push(RedisKey list, byte[] entry, Expiry expiry);

  /** Adds to a field of a hash. */
  void increment(RedisKey hash, int field, long by, Expiry expiry);
}
