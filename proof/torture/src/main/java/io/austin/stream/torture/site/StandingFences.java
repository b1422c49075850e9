package io.austin.stream.torture.site;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.verify.model.Position;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.RedisValue;
import io.austin.stream.verify.model.Restriction;
import java.util.HashMap;
import java.util.Map;

/** The group's fences in some contents of Redis; topics go by their ids. */
public final class StandingFences implements Restriction {
  private static final TraceKeys KEYS = TraceKeys.withPrefix("");
  private static final String PREFIX = KEYS.own("Fence:" + SiteJob.GROUP + ":");
  private static final String HASHES = KEYS.own("Fences:" + SiteJob.GROUP + ":{");

  private final RedisContents contents;
  private final int buckets;
  private final Map<Integer, RedisValue> hashes = new HashMap<>();

  StandingFences(RedisContents contents, SiteRedis redis) {
    this(contents, buckets(contents, redis));
  }

  private StandingFences(RedisContents contents, int buckets) {
    this.contents = contents;
    this.buckets = buckets;
    for (String key : contents.keys()) {
      if (key.startsWith(HASHES)) {
        hashes.put(bucket(key), contents.get(key));
      }
    }
  }

  /** Whether a key holds fences: of one Redis each in a key of its own, of a slot all in a hash. */
  public static boolean isOne(String key) {
    return key.startsWith(PREFIX) || key.startsWith(HASHES);
  }

  /**
   * As the protocol has it: a number, or what is done to it and the number; then an incarnation.
   */
  private static int buckets(RedisContents contents, SiteRedis redis) {
    RedisValue layout = contents.get(PREFIX + "Buckets");
    String number =
        layout == null
            ? ""
            : layout.text().replaceFirst("^converting:", "").replaceFirst(" .*", "");
    return number.matches("\\d+") ? Integer.parseInt(number) : redis.buckets();
  }

  /** None. */
  static StandingFences none() {
    return new StandingFences(RedisContents.at(0).build(), 1);
  }

  /** The fences that stand in Redis now. */
  static StandingFences read(Site site) {
    return new StandingFences(site.redis().contents(StandingFences::isOne), site.redis());
  }

  private int bucket(String key) {
    return Restriction.bucketOf(key, buckets);
  }

  /** Whether the record lies below the fence of the key's bucket. */
  @Override
  public boolean applies(Position position, String key) {
    return position.offset() < next(position.topic() + ":" + position.partition(), bucket(key));
  }

  private long next(String partition, int bucket) {
    RedisValue hash = hashes.get(bucket);
    if (hash != null) {
      return Long.parseLong(hash.hash().getOrDefault(partition, "0"));
    }
    RedisValue fence = contents.get(PREFIX + partition + ":" + bucket);
    return fence == null ? 0 : Long.parseLong(fence.text());
  }
}
