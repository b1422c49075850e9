package io.austin.stream.functions.redis.views;

import java.util.Collection;

/** What one event asks to be written, key by key. */
public interface ViewWriter {
  /**
   * Puts an entry at the head of a list.
   *
   * @param entry not to be changed afterwards
   */
  void push(String list, byte[] entry, Expiry expiry);

  /** Adds to a field of a hash. */
  void increment(String hash, String field, long by, Expiry expiry);

  /** Adds to the score of a member of a sorted set. */
  void raise(String sortedSet, String member, long by, Expiry expiry);

  /** Adds to a HyperLogLog. */
  void count(String hyperLogLog, Collection<String> elements, Expiry expiry);
}
