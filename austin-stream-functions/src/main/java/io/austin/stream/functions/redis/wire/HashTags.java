package io.austin.stream.functions.redis.wire;

import io.austin.stream.redis.ClusterSlots;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A hash tag for each slot of a Redis Cluster: the smallest number whose decimal digits lie in it.
 * See the Redis Cluster specification, "Hash tags".
 */
public final class HashTags {
  private static final String[] BY_SLOT = smallestNumbers();

  private HashTags() {}

  private static String[] smallestNumbers() {
    String[] bySlot = new String[ClusterSlots.COUNT];
    int missing = bySlot.length;
    for (int number = 0; missing > 0; number++) {
      String digits = Integer.toString(number);
      int slot = JedisClusterCRC16.getSlot(digits);
      if (bySlot[slot] == null) {
        bySlot[slot] = digits;
        missing--;
      }
    }
    return bySlot;
  }

  /** What a key's name holds that shall lie in the slot, with its braces. */
  public static String of(int slot) {
    return "{" + BY_SLOT[slot] + "}";
  }
}
