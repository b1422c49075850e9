package io.austin.stream.functions.redis;

import io.austin.stream.common.TraceKeys;
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

  /** A pattern for {@code SCAN} that every fence of the group fits. */
  String anyFence() {
    return keys.own("Fence:" + groupId + ":").replaceAll("[\\\\*?\\[\\]^]", "\\\\$0") + "*:*:*";
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
