package io.austin.stream.functions.redis;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.redis.RedisClients;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * A group's fences in Redis, for those who look after a job: to look at, to convert to another
 * number of buckets, to reset. Changes are for a job that is stopped; should one run after all, its
 * next commit is refused.
 */
public final class RedisFences implements AutoCloseable {
  private static final int SCAN_COUNT = 1_000;

  private final RedisPipelineOptions options;
  private final FenceKeys keys;
  private final UnifiedJedis redis;

  private RedisFences(RedisPipelineOptions options, UnifiedJedis redis) {
    this.options = options;
    this.keys = new FenceKeys(TraceKeys.withPrefix(options.keyPrefix()), options.groupId());
    this.redis = redis;
  }

  /** The fences of the options' group in the options' Redis. */
  public static RedisFences of(RedisPipelineOptions options) {
    return new RedisFences(options, RedisClients.open(options.endpoint(), options.timeout()));
  }

  /** For how many buckets the fences are; 0 where the group has none. */
  public int buckets() {
    String number = redis.get(keys.buckets().toString());
    return number == null ? 0 : Integer.parseInt(number);
  }

  /**
   * Checks that a sink of these options would start.
   *
   * @throws RedisPipelineException when the group's fences are for another number of buckets
   */
  public void check() throws RedisPipelineException {
    int found = buckets();
    if (found != 0 && found != options.buckets()) {
      throw otherBuckets(options, found);
    }
  }

  static RedisPipelineException otherBuckets(RedisPipelineOptions options, long found) {
    return new RedisPipelineException(
        "The fences of group %s in Redis are for %d buckets, not %d: set redis.buckets=%d, or stop"
                .formatted(options.groupId(), found, options.buckets(), found)
            + " the job and convert them: bin/austin-stream fences convert --to "
            + options.buckets());
  }

  /** The fences of every partition that the group ever committed, by topic id and partition. */
  public List<PartitionFences> all() {
    Map<PartitionId, long[]> found = new HashMap<>();
    int buckets = buckets();
    places()
        .forEach(
            (key, place) -> {
              String fence = redis.get(key);
              if (fence != null && place.bucket() < buckets) {
                found.computeIfAbsent(place.partition(), id -> new long[buckets])[place.bucket()] =
                    Long.parseLong(fence);
              }
            });
    return found.entrySet().stream()
        .map(
            it ->
                new PartitionFences(it.getKey().topicId(), it.getKey().partition(), it.getValue()))
        .sorted(
            Comparator.comparing(PartitionFences::topicId)
                .thenComparing(PartitionFences::partition))
        .toList();
  }

  /**
   * Converts the fences to another number of buckets. To a multiple of the present number that is
   * always exact. To any other it is so only where all buckets are equally far, as after the job
   * was stopped with a savepoint: then the furthest of a partition's fences holds for all.
   *
   * @param to the new number of buckets, at least 1
   * @param stoppedWithSavepoint whether the job was stopped so
   * @throws IllegalArgumentException when there is nothing to convert, or it would not be exact
   * @throws IllegalStateException when somebody changed the fences meanwhile; nothing was converted
   */
  public void convert(int to, boolean stoppedWithSavepoint) {
    try (AbstractTransaction transaction = redis.transaction(false)) {
      transaction.watch(keys.buckets().toString());
      int from = buckets();
      checkConvertible(from, to, stoppedWithSavepoint);
      List<PartitionFences> before = all();
      before.forEach(fences -> transaction.watch(names(fences)));
      long latestExpiry = latestExpiry(from);
      transaction.multi();
      transaction.set(keys.buckets().toString(), Integer.toString(to));
      before.forEach(fences -> replace(transaction, fences, converted(fences, to)));
      for (int bucket = 0; bucket < to && latestExpiry > 0; bucket++) {
        transaction.set(keys.latestExpiry(bucket).toString(), Long.toString(latestExpiry));
        transaction.pexpireAt(keys.latestExpiry(bucket).toString(), latestExpiry);
      }
      if (transaction.exec() == null) {
        throw new IllegalStateException(
            "the fences of group %s changed meanwhile: is its job stopped?"
                .formatted(options.groupId()));
      }
    }
  }

  private void checkConvertible(int from, int to, boolean stoppedWithSavepoint) {
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

  private static long[] converted(PartitionFences before, int to) {
    long[] fences = before.fences();
    long[] after = new long[to];
    if (to % fences.length == 0) {
      Arrays.setAll(after, bucket -> fences[bucket % fences.length]);
    } else {
      Arrays.fill(after, LongStream.of(fences).max().orElse(0));
    }
    return after;
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
   * What stands in the views is left as it is.
   */
  public void reset() {
    places().keySet().forEach(redis::del);
    redis.del(keys.buckets().toString());
  }

  /** Every fence of the group; another group's name may begin with this one's. */
  private Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    for (String key : scan(keys.anyFence())) {
      Place place = Place.parse(key);
      if (place != null && keys.fence(place.partition(), place.bucket()).toString().equals(key)) {
        places.put(key, place);
      }
    }
    return places;
  }

  private Set<String> scan(String pattern) {
    ScanParams params = new ScanParams().match(pattern).count(SCAN_COUNT);
    Set<String> found = new HashSet<>();
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> page = redis.scan(cursor, params);
      found.addAll(page.getResult());
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return found;
  }

  @Override
  public void close() {
    redis.close();
  }

  /** What a fence's name says: its last three parts are topic id, partition and bucket. */
  private record Place(PartitionId partition, int bucket) {
    static @Nullable Place parse(String key) {
      String[] parts = key.split(":");
      int last = parts.length - 1;
      if (last < 3 || !parts[last].matches("\\d+") || !parts[last - 1].matches("\\d+")) {
        return null;
      }
      return new Place(
          new PartitionId(parts[last - 2], Integer.parseInt(parts[last - 1])),
          Integer.parseInt(parts[last]));
    }
  }
}
