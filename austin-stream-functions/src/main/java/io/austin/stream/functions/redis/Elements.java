package io.austin.stream.functions.redis;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** New elements of one HyperLogLog. */
final class Elements extends KeyedWrites {
  private final Set<String> elements = new HashSet<>();

  Elements(String name, int buckets) {
    super(RedisKey.of(name), buckets);
  }

  void add(Collection<String> more) {
    elements.addAll(more);
  }

  @Override
  void queueIn(Transaction transaction) {
    transaction.count(this, elements);
  }
}
