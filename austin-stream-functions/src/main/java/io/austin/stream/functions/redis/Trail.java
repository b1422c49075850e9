package io.austin.stream.functions.redis;

import java.util.ArrayList;
import java.util.List;

/** New entries for one list, oldest first: one push. */
final class Trail extends KeyWrites {
  private final List<byte[]> entries = new ArrayList<>(2);
  private boolean expiryExpected;

  Trail(String name, int buckets) {
    super(name, buckets);
  }

  void push(byte[] entry) {
    entries.add(entry);
  }

  List<byte[]> entries() {
    return entries;
  }

  /** Whether the list is thought to have its expiry, so that the transaction sets none. */
  boolean isExpiryExpected() {
    return expiryExpected;
  }

  void expectExpiry(boolean expected) {
    expiryExpected = expected;
  }

  /** Whether the list did not exist before the push, by its length after it. */
  boolean isNew(long length) {
    return length == entries.size();
  }

  /** A list that was only replayed has an expiry, but nothing to write. */
  @Override
  boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  void queueIn(Transaction transaction) {
    RespBuffer out = transaction.push(this).word(key());
    for (byte[] entry : entries) {
      out.word(entry);
    }
  }
}
