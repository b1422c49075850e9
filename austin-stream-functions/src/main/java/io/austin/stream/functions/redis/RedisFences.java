package io.austin.stream.functions.redis;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.functions.redis.batch.PartitionId;
import io.austin.stream.functions.redis.protocol.Claim;
import io.austin.stream.functions.redis.protocol.FenceKeys;
import io.austin.stream.functions.redis.wire.RedisPipelineException;
import io.austin.stream.redis.ClusterSlots;
import io.austin.stream.redis.Masters;
import io.austin.stream.redis.RedisClients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * A group's fences in Redis, for those who look after a job: to look at, to convert to another
 * number of buckets, to reset. Changes are for a job that is stopped; should one run after all, its
 * next commit is refused, and they are exact.
 */
public final class RedisFences implements AutoCloseable {
  private static final int SCAN_COUNT = 1_000;
  private static final String RESET_SLOT =
      """
      redis.call('DEL', KEYS[1])
      redis.call('HSET', KEYS[1], 'Incarnation', ARGV[1])
      redis.call('SET', KEYS[2], 'Fences')
      """;
  private static final String REPLACE =
      """
      if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
        return 0
      end
      redis.call('SET', KEYS[1], ARGV[2])
      return 1
      """;

  private final RedisPipelineOptions options;
  private final FenceKeys keys;
  private final UnifiedJedis redis;

  private RedisFences(RedisPipelineOptions options, UnifiedJedis redis) {
    this.options = options;
    this.keys = options.fenceKeys();
    this.redis = redis;
  }

  /** The fences of the options' group in the options' Redis. */
  public static RedisFences of(RedisPipelineOptions options) {
    return new RedisFences(options, RedisClients.open(options.endpoint(), options.timeout()));
  }

  /** For how many buckets the fences are; 0 where the group has none. */
  public int buckets() {
    return claim().buckets();
  }

  private Claim claim() {
    String text = redis.get(keys.buckets().toString());
    return Claim.of(text == null ? "" : text);
  }

  /** From then on no commit is taken that was begun under the claim before. */
  private void replace(Claim before, Claim after) {
    Object replaced =
        redis.eval(
            REPLACE,
            List.of(keys.buckets().toString()),
            List.of(before.toString(), after.toString()));
    if (!Long.valueOf(1).equals(replaced)) {
      throw changedMeanwhile();
    }
  }

  private IllegalStateException changedMeanwhile() {
    return new IllegalStateException(
        "somebody else changed how the fences of group %s are laid out: try again"
            .formatted(options.groupId()));
  }

  /**
   * Checks that a sink of these options would start.
   *
   * @throws RedisPipelineException when the group's fences are for another number of buckets
   */
  public void check() throws RedisPipelineException {
    int found = buckets();
    if (found != 0 && found != options.buckets()) {
      throw Claim.otherBuckets(options.commitOptions(), Integer.toString(found));
    }
  }

  /** The fences of every partition that the group ever committed, by topic id and partition. */
  public List<PartitionFences> all() {
    return all(buckets());
  }

  private List<PartitionFences> all(int buckets) {
    Map<PartitionId, long[]> found = new HashMap<>();
    fences()
        .forEach(
            (place, fence) -> {
              if (place.bucket() < buckets) {
                found.computeIfAbsent(place.partition(), id -> new long[buckets])[place.bucket()] =
                    fence;
              }
            });
    return found.entrySet().stream()
        .map(it -> PartitionFences.of(it.getKey(), it.getValue()))
        .sorted(
            Comparator.comparing(PartitionFences::topicId)
                .thenComparing(PartitionFences::partition))
        .toList();
  }

  /**
   * Converts the fences to another number of buckets. To a multiple of the present number that is
   * always exact. To any other it is so only where all buckets are equally far, as after the job
   * was stopped with a savepoint: then the furthest of a partition's fences holds for all. A job
   * that runs meanwhile stops at its next commit, of which nothing is applied.
   *
   * @param to the new number of buckets, at least 1
   * @param stoppedWithSavepoint whether the job was stopped so
   * @throws IllegalArgumentException when there is nothing to convert, or it would not be exact
   * @throws IllegalStateException when somebody else changes the fences; nothing was converted
   */
  public void convert(int to, boolean stoppedWithSavepoint) {
    Claim before = claim();
    checkConvertible(before.buckets(), to, stoppedWithSavepoint);
    Claim converting = before.converting();
    replace(before, converting);
    List<PartitionFences> fences = all(converting.buckets());
    if (to % converting.buckets() != 0) {
      try {
        fences.forEach(this::checkAtRest);
      } catch (IllegalArgumentException notAtRest) {
        replace(converting, converting.to(Integer.toString(converting.buckets())));
        throw notAtRest;
      }
    }
    convert(converting, fences, to);
  }

  /** Nobody moves the fences meanwhile but somebody else who converts them. */
  private void convert(Claim converting, List<PartitionFences> before, int to) {
    long latestExpiry = latestExpiry(converting.buckets());
    under(
        converting,
        transaction -> {
          transaction.set(
              keys.buckets().toString(), converting.to(Integer.toString(to)).toString());
          before.forEach(fences -> replace(transaction, fences, fences.in(to).fences()));
          for (int bucket = 0; bucket < to && latestExpiry > 0; bucket++) {
            transaction.set(keys.latestExpiry(bucket).toString(), Long.toString(latestExpiry));
            transaction.pexpireAt(keys.latestExpiry(bucket).toString(), latestExpiry);
          }
        });
  }

  /** Whether the partition's last flush left nothing behind it half applied. */
  private void checkAtRest(PartitionFences fences) {
    String rest = redis.hget(keys.rest().toString(), FenceKeys.field(fences.id()));
    if (rest == null || LongStream.of(fences.fences()).anyMatch(it -> it > Long.parseLong(rest))) {
      throw new IllegalArgumentException(
          ("the job was not stopped with a savepoint, partition %d of topic id %s is not equally far in"
                  + " all buckets: start it, stop it with a savepoint, and convert again")
              .formatted(fences.partition(), fences.topicId()));
    }
  }

  private void checkConvertible(int from, int to, boolean stoppedWithSavepoint) {
    if (options.endpoint().isCluster()) {
      throw new IllegalArgumentException(
          "the buckets of a Redis Cluster are its slots: there is nothing to convert");
    }
    if (to < 1) {
      throw new IllegalArgumentException("the number of buckets must be at least 1, not " + to);
    }
    if (from == 0) {
      throw new IllegalArgumentException("group " + options.groupId() + " has no fences");
    }
    if (to % from != 0 && !stoppedWithSavepoint) {
      throw new IllegalArgumentException(
          "%d buckets are no multiple of %d: that is exact only after the job was stopped with a savepoint"
              .formatted(to, from));
    }
  }

  private void replace(AbstractTransaction transaction, PartitionFences before, long[] after) {
    transaction.del(names(before));
    for (int bucket = 0; bucket < after.length; bucket++) {
      if (after[bucket] > 0) {
        transaction.set(keys.fence(before.id(), bucket).toString(), Long.toString(after[bucket]));
      }
    }
  }

  private String[] names(PartitionFences fences) {
    String[] names = new String[fences.fences().length];
    Arrays.setAll(names, bucket -> keys.fence(fences.id(), bucket).toString());
    return names;
  }

  private long latestExpiry(int buckets) {
    long latest = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      String moment = redis.get(keys.latestExpiry(bucket).toString());
      latest = Math.max(latest, moment == null ? 0 : Long.parseLong(moment));
    }
    return latest;
  }

  /**
   * Forgets the group's progress, so that a job that is set back applies what it reads once more.
   * What stands in the views is left as it is. A job that runs meanwhile stops at its next commit,
   * of which nothing is applied, and one that goes on from a checkpoint of before is refused.
   */
  public void reset() {
    Claim resetting = Claim.resetting();
    redis.set(keys.buckets().toString(), resetting.toString());
    if (options.endpoint().isCluster()) {
      resetSlots(resetting.incarnation());
      for (Place place : fences().keySet()) {
        redis.del(keys.fence(place.partition(), place.bucket()).toString());
      }
      replace(resetting, resetting.to(Claim.NONE));
      return;
    }
    under(
        resetting,
        transaction -> {
          for (Place place : fences().keySet()) {
            transaction.del(keys.fence(place.partition(), place.bucket()).toString());
          }
          transaction.del(keys.rest().toString());
          transaction.set(keys.buckets().toString(), resetting.to(Claim.NONE).toString());
        });
  }

  /**
   * Does all of it, or nothing where the claim is no longer one's own: what arrives late could
   * otherwise harm the fences of a job that has begun since.
   */
  private void under(Claim mine, Consumer<AbstractTransaction> changes) {
    try (AbstractTransaction transaction = redis.transaction(false)) {
      transaction.watch(keys.buckets().toString());
      if (!claim().equals(mine)) {
        throw changedMeanwhile();
      }
      transaction.multi();
      changes.accept(transaction);
      if (transaction.exec() == null) {
        throw changedMeanwhile();
      }
    }
  }

  /**
   * Forgets a topic that is no more, and all that was noted of it; what a checkpoint remembers of
   * it a job that begins from then on forgets too. Kafka never uses an id again.
   *
   * @return how many partitions it had
   */
  public int forget(String topicId) {
    String forgotten = keys.forgotten().toString();
    String before = redis.get(forgotten);
    if (before == null || !List.of(before.split(" ")).contains(topicId)) {
      redis.append(forgotten, topicId + " ");
    }
    Set<PartitionId> partitions = new HashSet<>();
    for (Place place : fences().keySet()) {
      PartitionId partition = place.partition();
      if (partition.topicId().equals(topicId)) {
        partitions.add(partition);
        redis.del(keys.fence(partition, place.bucket()).toString());
        if (options.endpoint().isCluster()) {
          redis.hdel(keys.fences(place.bucket()).toString(), FenceKeys.field(partition));
        }
      }
    }
    String newest = TraceKeys.withPrefix(options.keyPrefix()).newestEvents();
    for (PartitionId partition : partitions) {
      redis.hdel(keys.rest().toString(), FenceKeys.field(partition));
      redis.hdel(newest, options.groupId() + ":" + FenceKeys.field(partition));
    }
    return partitions.size();
  }

  /** Every slot, since a job may write to one the first time. */
  private void resetSlots(String incarnation) {
    List<Response<Object>> answers = new ArrayList<>();
    try {
      try (AbstractPipeline pipeline = redis.pipelined()) {
        for (int slot = 0; slot < ClusterSlots.COUNT; slot++) {
          answers.add(
              pipeline.eval(
                  RESET_SLOT,
                  List.of(keys.fences(slot).toString(), keys.latestExpiry(slot).toString()),
                  List.of(incarnation)));
        }
      }
      answers.forEach(Response::get); // the pipeline itself says nothing of what failed
    } catch (JedisException | IllegalStateException failed) {
      throw new IllegalStateException(
          "not every slot was reset (%s): reset the fences again".formatted(failed.getMessage()),
          failed);
    }
  }

  /** Every fence of the group. */
  private Map<Place, Long> fences() {
    Map<Place, Long> fences = new HashMap<>();
    for (HostAndPort master : Masters.of(options.endpoint(), options.timeout())) {
      try (RedisClient redis =
          RedisClients.to(
              master, options.endpoint(), options.timeout(), new ConnectionPoolConfig())) {
        read(redis, fences);
      }
    }
    return fences;
  }

  /** Reads one master's; another group's name may begin with this one's. */
  private void read(RedisClient master, Map<Place, Long> fences) {
    Map<Place, Response<String>> values = new HashMap<>();
    Map<Integer, Response<Map<String, String>>> slots = new HashMap<>();
    Set<String> names = scan(master, keys.anyFence());
    names.addAll(options.endpoint().isCluster() ? scan(master, keys.anySlotsFences()) : Set.of());
    try (AbstractPipeline pipeline = master.pipelined()) {
      for (String name : names) {
        Place place = place(name);
        int slot = keys.slotOfFences(name);
        if (slot >= 0) {
          slots.put(slot, pipeline.hgetAll(name));
        } else if (place != null) {
          values.put(place, pipeline.get(name));
        }
      }
    }
    values.forEach(
        (place, value) -> {
          if (value.get() != null) {
            fences.put(place, Long.parseLong(value.get()));
          }
        });
    slots.forEach(
        (slot, hash) ->
            hash.get()
                .forEach(
                    (name, fence) -> {
                      PartitionId partition = FenceKeys.partition(name);
                      if (partition != null) {
                        fences.put(new Place(partition, slot), Long.parseLong(fence));
                      }
                    }));
  }

  private static Set<String> scan(RedisClient master, String pattern) {
    ScanParams params = new ScanParams().match(pattern).count(SCAN_COUNT);
    Set<String> found = new HashSet<>();
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> page = master.scan(cursor, params);
      found.addAll(page.getResult());
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return found;
  }

  /** What a fence's name says: its last three parts are topic id, partition and bucket. */
  private @Nullable Place place(String name) {
    String[] parts = name.split(":", -1);
    int last = parts.length - 1;
    if (last < 3
        || parts[last - 2].isBlank()
        || !parts[last - 1].matches("\\d{1,9}")
        || keys.bucket(parts[last]) < 0) {
      return null;
    }
    Place place =
        new Place(
            new PartitionId(parts[last - 2], Integer.parseInt(parts[last - 1])),
            keys.bucket(parts[last]));
    return keys.fence(place.partition(), place.bucket()).toString().equals(name) ? place : null;
  }

  @Override
  public void close() {
    redis.close();
  }

  private record Place(PartitionId partition, int bucket) {}
}
