package io.austin.stream.functions.redis;

/** Writes to one of the few keys that a batch comes back to again and again. */
abstract class NamedWrites extends KeyWrites {
  private final RedisKey key;

  NamedWrites(RedisKey key, int buckets) {
    super(key.bucket(buckets));
    this.key = key;
  }

  @Override
  RespBuffer writeKey(RespBuffer out) {
    return out.word(key);
  }
}
