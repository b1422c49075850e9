package io.austin.stream.functions.redis;

import io.austin.stream.common.TraceKeys;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The names of the keys that hold a group's progress. What belongs to a bucket ends in its number;
 * in a Redis Cluster, where it must lie in the bucket's slot, in a hash tag of that.
 */
final class FenceKeys {
  private final TraceKeys keys;
  private final String groupId;
  private final boolean tagged;

  FenceKeys(RedisPipelineOptions options) {
    this.keys = TraceKeys.withPrefix(options.keyPrefix());
    this.groupId = options.groupId();
    this.tagged = options.endpoint().isCluster();
    if (tagged && keys.own(groupId).matches(".*[{}].*")) {
      throw new IllegalArgumentException(
          "in a Redis Cluster neither the key prefix nor the group may hold { or }: "
              + keys.own(groupId));
    }
  }

  /** The next offset of a partition to apply to a bucket's keys. */
  RedisKey fence(PartitionId partition, int bucket) {
    return RedisKey.of(
        keys.own(
            "Fence:"
                + groupId
                + ":"
                + partition.topicId()
                + ":"
                + partition.partition()
                + ":"
                + of(bucket)));
  }

  /** In a Redis Cluster a slot's fences, by {@link #field}, and their incarnation. */
  RedisKey fences(int slot) {
    return RedisKey.of(keys.own("Fences:" + groupId + ":" + HashTags.of(slot)));
  }

  /** The slot of which a key of that name holds the fences; -1 for none. */
  int slotOfFences(String name) {
    int slot = tagged ? JedisClusterCRC16.getSlot(name) : -1;
    return slot >= 0 && fences(slot).toString().equals(name) ? slot : -1;
  }

  /** What a partition's fence is called among a slot's. */
  static String field(PartitionId partition) {
    return partition.topicId() + ":" + partition.partition();
  }

  /** The partition whose fence is called so; {@code null} for none. */
  static @Nullable PartitionId partition(String field) {
    int colon = field.lastIndexOf(':');
    return colon > 0 && field.substring(colon + 1).matches("\\d{1,9}")
        ? new PartitionId(field.substring(0, colon), Integer.parseInt(field.substring(colon + 1)))
        : null;
  }

  private String of(int bucket) {
    return tagged ? HashTags.of(bucket) : Integer.toString(bucket);
  }

  /** The bucket that the last part of a fence's name says; -1 for none. */
  int bucket(String lastPart) {
    if (tagged) {
      return lastPart.matches("\\{\\d+}") ? JedisClusterCRC16.getSlot(lastPart) : -1;
    }
    return lastPart.matches("\\d+") ? Integer.parseInt(lastPart) : -1;
  }

  /** A pattern for {@code SCAN} that every fence of the group fits which is a key. */
  String anyFence() {
    return verbatim("Fence:" + groupId + ":") + "*:*:*";
  }

  /** A pattern for {@code SCAN} that the group's fences fit which are a slot's. */
  String anySlotsFences() {
    return verbatim("Fences:" + groupId + ":") + "{*}";
  }

  private String verbatim(String name) {
    return keys.own(name).replaceAll("[\\\\*?\\[\\]^]", "\\\\$0");
  }

  /** How far each partition was when all of it that had come was in Redis, by {@link #field}. */
  RedisKey rest() {
    return RedisKey.of(keys.own("Fence:" + groupId + ":Rest"));
  }

  /** The number of buckets that the group's fences are for. */
  RedisKey buckets() {
    return RedisKey.of(keys.own("Fence:" + groupId + ":Buckets"));
  }

  /** The latest moment at which a receiver's trail in a bucket expires, in epoch milliseconds. */
  RedisKey latestExpiry(int bucket) {
    return RedisKey.of(keys.own("Expiry:" + groupId + ":" + of(bucket)));
  }
}
