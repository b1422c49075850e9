package io.austin.stream.functions.redis.protocol;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.wire.HashTags;
import io.austin.stream.functions.redis.wire.RedisKey;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The names of the keys that hold a group's progress. What belongs to a bucket ends in its number;
 * in a Redis Cluster, where it must lie in the bucket's slot, in a hash tag of that.
 */
public final class FenceKeys {
  /** What the incarnation is called among a slot's fences. */
  static final String INCARNATION = "Incarnation";

  private final TraceKeys keys;
  private final String groupId;
  private final boolean tagged;

  /**
   * The keys of a group.
   *
   * @param cluster whether they lie in a Redis Cluster
   */
  public FenceKeys(TraceKeys keys, String groupId, boolean cluster) {
    this.keys = keys;
    this.groupId = groupId;
    this.tagged = cluster;
    if (tagged && keys.own(groupId).matches(".*[{}].*")) {
      throw new IllegalArgumentException(
          "in a Redis Cluster neither the key prefix nor the group may hold { or }: "
              + keys.own(groupId));
    }
  }

  /** The next offset of a partition to apply to a bucket's keys. */
  public RedisKey fence(PartitionId partition, int bucket) {
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
  public RedisKey fences(int slot) {
    return RedisKey.of(keys.own("Fences:" + groupId + ":" + HashTags.of(slot)));
  }

  /** The slot of which a key of that name holds the fences; -1 for none. */
  public int slotOfFences(String name) {
    int slot = tagged ? JedisClusterCRC16.getSlot(name) : -1;
    return slot >= 0 && fences(slot).toString().equals(name) ? slot : -1;
  }

  /** What a partition's fence is called among a slot's. */
  public static String field(PartitionId partition) {
    return partition.topicId() + ":" + partition.partition();
  }

  /** The partition whose fence is called so; {@code null} for none. */
  public static @Nullable PartitionId partition(String field) {
    int colon = field.lastIndexOf(':');
    return colon > 0 && field.substring(colon + 1).matches("\\d{1,9}")
        ? new PartitionId(field.substring(0, colon), Integer.parseInt(field.substring(colon + 1)))
        : null;
  }

  private String of(int bucket) {
    return tagged ? HashTags.of(bucket) : Integer.toString(bucket);
  }

  /** The bucket that the last part of a fence's name says; -1 for none. */
  public int bucket(String lastPart) {
    if (tagged) {
      return lastPart.matches("\\{\\d+}") ? JedisClusterCRC16.getSlot(lastPart) : -1;
    }
    return lastPart.matches("\\d+") ? Integer.parseInt(lastPart) : -1;
  }

  /** A pattern for {@code SCAN} that every fence of the group fits which is a key. */
  public String anyFence() {
    return verbatim("Fence:" + groupId + ":") + "*:*:*";
  }

  /** A pattern for {@code SCAN} that the group's fences fit which are a slot's. */
  public String anySlotsFences() {
    return verbatim("Fences:" + groupId + ":") + "{*}";
  }

  private String verbatim(String name) {
    return keys.own(name).replaceAll("[\\\\*?\\[\\]^]", "\\\\$0");
  }

  /** How far each partition was when all of it that had come was in Redis, by {@link #field}. */
  public RedisKey rest() {
    return RedisKey.of(keys.own("Fence:" + groupId + ":Rest"));
  }

  /** The ids of topics that are no more, each with a space behind it. */
  public RedisKey forgotten() {
    return RedisKey.of(keys.own("Fence:" + groupId + ":Forgotten"));
  }

  /** The number of buckets that the group's fences are for. */
  public RedisKey buckets() {
    return RedisKey.of(keys.own("Fence:" + groupId + ":Buckets"));
  }

  /** The latest moment at which a receiver's trail in a bucket expires, in epoch milliseconds. */
  public RedisKey latestExpiry(int bucket) {
    return RedisKey.of(keys.own("Expiry:" + groupId + ":" + of(bucket)));
  }
}
