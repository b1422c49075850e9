package io.austin.stream.functions.redis;

import io.austin.stream.common.TraceKeys;

/** The names of the keys that hold a group's progress. */
final class FenceKeys {
  private final TraceKeys keys;
  private final String groupId;

  FenceKeys(TraceKeys keys, String groupId) {
    this.keys = keys;
    this.groupId = groupId;
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
                + bucket));
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
    return RedisKey.of(keys.own("Expiry:" + groupId + ":" + bucket));
  }
}
