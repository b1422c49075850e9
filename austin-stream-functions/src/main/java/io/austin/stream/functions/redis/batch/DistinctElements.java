package io.austin.stream.functions.redis.batch;

import io.austin.stream.functions.redis.wire.RedisKey;
import io.austin.stream.functions.redis.wire.RespBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** New elements of one HyperLogLog. */
public final class DistinctElements extends KeyUpdate {
  private final RedisKey key;
  private final Set<String> elements = new HashSet<>();

  private DistinctElements(RedisKey key, int buckets) {
    super(key.bucket(buckets));
    this.key = key;
  }

  static DistinctElements of(String name, int buckets) {
    return new DistinctElements(RedisKey.of(name), buckets);
  }

  void add(Collection<String> more) {
    elements.addAll(more);
  }

  @Override
  public RespBuffer writeKey(RespBuffer out) {
    return out.word(key);
  }

  @Override
  public UpdateKind kind(KnownExpiries standing) {
    return UpdateKind.COUNT;
  }

  @Override
  public int arguments(int maxEntries) {
    return elements.size();
  }

  @Override
  public void writeArguments(RespBuffer out, int maxEntries) {
    elements.forEach(out::word);
  }

  /** Takes out elements beyond so many. To count one twice does no harm. */
  public List<String> takeBeyond(int most) {
    List<String> beyond = elements.stream().skip(most).toList();
    beyond.forEach(elements::remove);
    return beyond;
  }

  @Override
  public void queueIn(MultiExec transaction) {
    transaction.count(this, elements);
  }
}
