package io.austin.stream.verify.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * Everything that a Redis database holds, at one moment if nobody writes meanwhile. Read from a
 * server, or put together by hand.
 */
public final class RedisContents {
  private final Map<String, RedisValue> values;

  private RedisContents(Map<String, RedisValue> values) {
    this.values = values;
  }

  /**
   * Reads the whole database. Half a million keys take seconds. Expiries are exact to the
   * millisecond on every version of Redis.
   */
  public static RedisContents read(RedisClient redis) {
    return read(redis, key -> true);
  }

  /** Reads all of several databases, the masters of a Redis Cluster for one. */
  public static RedisContents readAll(Collection<RedisClient> parts) {
    return readAll(parts, key -> true);
  }

  /** Reads these keys alone of several databases. */
  public static RedisContents readAll(Collection<RedisClient> parts, Predicate<String> keys) {
    Map<String, RedisValue> values = new HashMap<>();
    parts.forEach(part -> values.putAll(new RedisReader(part).read(keys)));
    return new RedisContents(values);
  }

  /** Reads these keys alone, as if there were no others. */
  public static RedisContents read(RedisClient redis, Predicate<String> keys) {
    return new RedisContents(new RedisReader(redis).read(keys));
  }

  /** Reads the keys of this name alone, without looking through the database for others. */
  public static RedisContents readKeys(RedisClient redis, Collection<String> names) {
    return new RedisContents(new RedisReader(redis).readKeys(List.copyOf(names)));
  }

  /** Contents by hand, as if read at this moment. */
  public static Builder at(long nowMillis) {
    return new Builder(nowMillis);
  }

  /** The names of all keys. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** What stands at the key; {@code null} where it does not exist. */
  public @Nullable RedisValue get(String key) {
    return values.get(key);
  }

  /** Collects keys by hand. */
  public static final class Builder {
    private final Map<String, RedisValue> values = new HashMap<>();
    private final long now;

    private Builder(long now) {
      this.now = now;
    }

    /** A list, from its head on. */
    public Builder list(String key, long expiresAt, String... entries) {
      return list(key, expiresAt, List.of(entries));
    }

    /** A list, from its head on. */
    public Builder list(String key, long expiresAt, List<String> entries) {
      values.put(key, RedisValue.list(new ArrayList<>(entries), expiresAt, now));
      return this;
    }

    /** A hash. */
    public Builder hash(String key, long expiresAt, Map<String, String> fields) {
      values.put(key, RedisValue.hash(new HashMap<>(fields), expiresAt, now));
      return this;
    }

    /** A sorted set, its scores as whole numbers. */
    public Builder sortedSet(String key, long expiresAt, Map<String, String> scores) {
      values.put(key, RedisValue.sortedSet(new HashMap<>(scores), expiresAt, now));
      return this;
    }

    /** A HyperLogLog that counts so many elements. */
    public Builder hyperLogLog(String key, long expiresAt, long count) {
      values.put(key, RedisValue.hyperLogLog(count, expiresAt, now));
      return this;
    }

    /** A string that does not expire, as fences are. */
    public Builder string(String key, String text) {
      values.put(key, RedisValue.string(text, RedisValue.NEVER, now));
      return this;
    }

    /** The contents. */
    public RedisContents build() {
      return new RedisContents(new HashMap<>(values));
    }
  }
}
