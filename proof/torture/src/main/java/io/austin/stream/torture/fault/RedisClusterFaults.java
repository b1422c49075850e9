package io.austin.stream.torture.fault;

import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisServer;
import io.austin.stream.torture.site.ClusterRedis;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import redis.clients.jedis.Protocol.Command;

/** Faults of a Redis Cluster, and what its operators do to it. */
final class RedisClusterFaults {
  private static final int SLOTS = 16_384;
  private static final int SLOTS_MOVED = 200;
  private static final int SLOTS_TORN = 20;
  private static final int SLOTS_OF_ADDED = 300;

  private RedisClusterFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "slots-move",
            "slots move from a master to another, key by key, while they are written to",
            RedisClusterFaults::move),
        new Fault(
            "slots-half-way",
            "slots stay on their way for a while, with half of their keys on each side",
            RedisClusterFaults::moveHalf),
        new Fault(
            "master-promoted",
            "a master dies whose replica lags; it takes over without the last writes",
            RedisClusterFaults::promote),
        new Fault(
            "master-frozen",
            "a master stands still, for so long that a replica may take over, and wakes",
            RedisClusterFaults::freeze),
        new Fault(
            "script-flush",
            "all nodes forget the job's scripts, several times",
            RedisClusterFaults::flushScripts),
        new Fault(
            "node-full",
            "a master is out of memory for a while and refuses writes",
            RedisClusterFaults::fill),
        new Fault(
            "node-added",
            "a master comes, takes slots of the others, gives them back and goes",
            RedisClusterFaults::add),
        RedisFaults.FOREIGN_KEY);
  }

  private static RedisServer one(ClusterRedis redis, Random random) {
    return redis.masters().get(random.nextInt(redis.masters().size()));
  }

  private static RedisServer oneBut(RedisServer other, ClusterRedis redis, Random random) {
    RedisServer one = one(redis, random);
    while (one.equals(other)) {
      one = one(redis, random);
    }
    return one;
  }

  private static void move(Victim victim, Random random) {
    ClusterRedis redis = victim.site().redisCluster();
    int first = random.nextInt(SLOTS - SLOTS_MOVED);
    for (int slot = first; slot < first + SLOTS_MOVED; slot++) {
      redis.move(slot, oneBut(redis.cluster().owner(slot), redis, random));
    }
  }

  private static void moveHalf(Victim victim, Random random) throws Exception {
    ClusterRedis redis = victim.site().redisCluster();
    int first = random.nextInt(SLOTS - SLOTS_TORN);
    RedisServer to = oneBut(redis.cluster().owner(first), redis, random);
    for (int slot = first; slot < first + SLOTS_TORN; slot++) {
      if (!redis.cluster().owner(slot).equals(to)) {
        redis.moveHalf(slot, to);
      }
    }
    Victim.linger(random, Duration.ofSeconds(1), Duration.ofSeconds(6));
    for (int slot : redis.torn()) {
      redis.move(slot, to);
    }
  }

  private static void promote(Victim victim, Random random) throws Exception {
    ClusterRedis redis = victim.site().redisCluster();
    RedisCluster cluster = redis.cluster();
    victim.probe().awaitArrival();
    cluster.cutOffReplica();
    Victim.linger(random, Duration.ofSeconds(1), Duration.ofSeconds(4));
    RedisServer dying = cluster.node(0);
    dying.kill();
    cluster.awaitFailover();
    dying.restart();
    cluster.letReplicaIn();
    redis.settle();
  }

  private static void freeze(Victim victim, Random random) throws Exception {
    ClusterRedis redis = victim.site().redisCluster();
    RedisServer frozen = one(redis, random);
    frozen.suspend();
    try {
      Victim.linger(random, Duration.ofMillis(500), Duration.ofSeconds(4));
    } finally {
      frozen.resume();
    }
    redis.settle();
  }

  private static void flushScripts(Victim victim, Random random) throws Exception {
    ClusterRedis redis = victim.site().redisCluster();
    for (int flush = 0; flush < 5; flush++) {
      redis.masters().forEach(it -> it.client().sendCommand(Command.SCRIPT, "FLUSH"));
      Victim.linger(random, Duration.ZERO, Duration.ofMillis(500));
    }
  }

  private static void fill(Victim victim, Random random) throws Exception {
    RedisServer full = one(victim.site().redisCluster(), random);
    RedisFaults.setMaxMemory(full, "1mb");
    Victim.linger(random, Duration.ofSeconds(2), Duration.ofSeconds(8));
    RedisFaults.setMaxMemory(full, "0");
  }

  private static void add(Victim victim, Random random) throws Exception {
    ClusterRedis redis = victim.site().redisCluster();
    RedisServer added = redis.cluster().add();
    int first = random.nextInt(SLOTS - SLOTS_OF_ADDED);
    for (int slot = first; slot < first + SLOTS_OF_ADDED; slot++) {
      redis.move(slot, added);
    }
    Victim.linger(random, Duration.ofSeconds(1), Duration.ofSeconds(3));
    RedisServer heir = oneBut(added, redis, random);
    for (int slot = first; slot < first + SLOTS_OF_ADDED; slot++) {
      redis.move(slot, heir);
    }
    redis.cluster().remove(added);
  }
}
