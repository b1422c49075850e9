package io.austin.stream.functions.redis;

import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.protocol.FenceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Fences in a cluster as they were laid out before they were hashes, and their writers' steps. */
final class OldLayout {
  private static final int SLOTS = 16_384;

  private final RedisClient redis;
  private final FenceKeys keys;
  private final String anyFences;

  private OldLayout(RedisClient redis, RedisPipelineOptions options) {
    this.redis = redis;
    this.keys = options.fenceKeys();
    this.anyFences = keys.anySlotsFences();
  }

  static OldLayout of(RedisClient redis, RedisPipelineOptions options) {
    return new OldLayout(redis, options);
  }

  /** Gives every fence a key of its own, and every slot the latest expiry in it. */
  void putBack() {
    for (String hash : redis.keys(anyFences)) {
      int slot = JedisClusterCRC16.getSlot(hash);
      Map<String, String> fences = redis.hgetAll(hash);
      fences.forEach(
          (field, fence) ->
              redis.set(keys.fence(FenceKeys.partition(field), slot).toString(), fence));
      redis.del(hash);
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      redis.del(keys.latestExpiry(slot).toString());
    }
    redis.set(keys.latestExpiry(5).toString(), "4102441200000");
    redis.set(keys.buckets().toString(), Integer.toString(SLOTS));
  }

  /** What a writer does that starts. */
  long claim() {
    redis.set(keys.buckets().toString(), Integer.toString(SLOTS), nx());
    return Long.parseLong(redis.get(keys.buckets().toString()));
  }

  private static SetParams nx() {
    return SetParams.setParams().nx();
  }

  /** A writer at a slot that has fences, at one that has none, and at one of a new partition. */
  List<Zombie> zombiesThatHaveAsked(int port) {
    List<Zombie> zombies = new ArrayList<>();
    PartitionId known = new PartitionId(EventLog.TOPIC_ID, 0);
    for (int slot : new int[] {5, 77, 4_711, 16_383}) {
      zombies.add(new Zombie(port, known, slot));
      zombies.add(new Zombie(port, new PartitionId(EventLog.TOPIC_ID, 99), slot));
    }
    zombies.forEach(Zombie::ask);
    return zombies;
  }

  /** A transaction of a writer that lives on. */
  final class Zombie implements AutoCloseable {
    private final Jedis jedis;
    private final String fence;
    private final String expiry;

    private Zombie(int port, PartitionId partition, int slot) {
      jedis = new Jedis("127.0.0.1", port);
      fence = keys.fence(partition, slot).toString();
      expiry = keys.latestExpiry(slot).toString();
    }

    void ask() {
      jedis.watch(fence, expiry);
      for (String value : jedis.mget(fence, expiry)) {
        if (value != null) {
          Long.parseLong(value);
        }
      }
    }

    boolean commits() {
      try (AbstractTransaction transaction = jedis.multi()) {
        transaction.set(fence, "1000000");
        return transaction.exec() != null;
      }
    }

    @Override
    public void close() {
      jedis.close();
    }
  }
}
