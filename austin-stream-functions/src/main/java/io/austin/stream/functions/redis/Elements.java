package io.austin.stream.functions.redis;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
  WriteKind kind(KnownExpiries standing) {
    return WriteKind.COUNT;
  }

  @Override
  int arguments(int maxEntries) {
    return elements.size();
  }

  @Override
  void writeArguments(RespBuffer out, int maxEntries) {
    elements.forEach(out::word);
  }

  /** Takes out elements beyond so many. To count one twice does no harm. */
  List<String> takeBeyond(int most) {
    List<String> beyond = elements.stream().skip(most).toList();
    beyond.forEach(elements::remove);
    return beyond;
  }

  @Override
  void queueIn(Transaction transaction) {
    transaction.count(this, elements);
  }
}
