package io.austin.stream.functions.redis;

import java.util.ArrayList;
import java.util.List;

/** New entries for one list, oldest first: one push. */
final class Trail extends KeyWrites {
  private final List<byte[]> entries = new ArrayList<>(2);

  Trail(String name, int buckets) {
    super(name, buckets);
  }

  void push(byte[] entry) {
    entries.add(entry);
  }

  List<byte[]> entries() {
    return entries;
  }

  @Override
  void queueIn(Transaction transaction) {
    RespBuffer out = transaction.push(this).word(key());
    for (byte[] entry : entries) {
      out.word(entry);
    }
  }
}
