package io.austin.stream.functions.redis.wire;

import io.austin.stream.redis.ClusterSlots;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A key's name as Redis sees it. */
public final class RedisKey {
  private final byte[] bytes;

  private RedisKey(byte[] bytes) {
    this.bytes = bytes;
  }

  public static RedisKey of(String name) {
    return new RedisKey(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The key in UTF-8; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Which of so many buckets the key belongs to: its Redis Cluster slot modulo their number. */
  public int bucket(int buckets) {
    return bucket(bytes, 0, bytes.length, buckets);
  }

  /**
   * Which of so many buckets the key belongs to whose name stands in UTF-8 between these places.
   */
  public static int bucket(byte[] bytes, int from, int to, int buckets) {
    return buckets == 1 ? 0 : slot(bytes, from, to) % buckets;
  }

  /** See the Redis Cluster specification, "Hash tags". */
  private static int slot(byte[] bytes, int from, int to) {
    int open = indexOf('{', bytes, from, to);
    int close = open < 0 ? -1 : indexOf('}', bytes, open + 1, to);
    return close > open + 1 ? crc16(bytes, open + 1, close) : crc16(bytes, from, to);
  }

  private static int crc16(byte[] bytes, int from, int to) {
    return JedisClusterCRC16.getCRC16(bytes, from, to) % ClusterSlots.COUNT;
  }

  private static int indexOf(char wanted, byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
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
