package io.austin.stream.functions.redis;

/**
 * Writes to a key that is held as an object, unlike that of a trail, which stands in the batch's
 * buffer: there are few, and a batch comes back to them again and again.
 */
abstract class KeyedWrites extends KeyWrites {
  private final RedisKey key;

  KeyedWrites(RedisKey key, int buckets) {
    super(key.bucket(buckets));
    this.key = key;
  }

  @Override
  RespBuffer writeKey(RespBuffer out) {
    return out.word(key);
  }
}
