package io.austin.stream.functions.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A key's name as Redis sees it. */
final class RedisKey {
  private final byte[] bytes;

  private RedisKey(byte[] bytes) {
    this.bytes = bytes;
  }

  static RedisKey of(String name) {
    return new RedisKey(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The key in UTF-8; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Which of so many buckets the key belongs to: its Redis Cluster slot modulo their number. */
  int bucket(int buckets) {
    return buckets == 1 ? 0 : JedisClusterCRC16.getSlot(bytes) % buckets;
  }

  /** The key's name. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RedisKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
