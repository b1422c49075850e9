package io.austin.stream.verify.model;

import io.austin.stream.common.TraceKeys;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Which events are to show at which keys. In the middle of a run that is, for each bucket of keys,
 * exactly what stands below the bucket's fences.
 */
@FunctionalInterface
public interface Restriction {
  /** How many slots a Redis Cluster has. */
  int SLOTS = 16_384;

  /** Whether the event that stands there is to show at this key (its full name, with prefix). */
  boolean applies(Position position, String key);

  /** No restriction: every event shows at every key that it reaches. */
  static Restriction none() {
    return (position, key) -> true;
  }

  /** Only the events below the fences of each key's bucket. */
  static Restriction below(int buckets, Fences fences) {
    return (position, key) -> {
      int bucket = bucketOf(key, buckets);
      return position.offset() < fences.next(position.topic(), position.partition(), bucket);
    };
  }

  /**
   * Only the events below the fences that stand in Redis itself; all of them must be of one topic.
   *
   * @param keyPrefix what stands before every key
   * @param fenceOf the group's and the topic's id, {@code groupId + ":" + topicId}
   */
  static Restriction below(int buckets, RedisContents contents, String keyPrefix, String fenceOf) {
    String fences = TraceKeys.withPrefix(keyPrefix).own("Fence:" + fenceOf + ":");
    return below(
        buckets,
        (topic, partition, bucket) -> {
          RedisValue fence = contents.get(fences + partition + ":" + bucket);
          return fence == null ? 0 : Long.parseLong(fence.text());
        });
  }

  /**
   * The same in a Redis Cluster, where each slot's fences are a hash.
   *
   * @param keyPrefix what stands before every key
   */
  static Restriction belowInSlots(
      RedisContents contents, String keyPrefix, String groupId, String topicId) {
    String hashes = TraceKeys.withPrefix(keyPrefix).own("Fences:" + groupId + ":{");
    Map<Integer, RedisValue> bySlot = new HashMap<>();
    contents.keys().stream()
        .filter(key -> key.startsWith(hashes))
        .forEach(key -> bySlot.put(JedisClusterCRC16.getSlot(key), contents.get(key)));
    return below(
        SLOTS,
        (topic, partition, slot) -> {
          RedisValue fences = bySlot.get(slot);
          return fences == null
              ? 0
              : Long.parseLong(fences.hash().getOrDefault(topicId + ":" + partition, "0"));
        });
  }

  /** The bucket of a key (its full name, with prefix) where there are so many. */
  static int bucketOf(String key, int buckets) {
    return JedisClusterCRC16.getSlot(key) % buckets;
  }

  /** Where each bucket stands in each partition. */
  @FunctionalInterface
  interface Fences {
    /** The next offset to apply to the bucket; 0 where there is no fence. */
    long next(String topic, int partition, int bucket);
  }
}
