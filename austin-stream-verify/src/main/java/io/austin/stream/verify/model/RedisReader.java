package io.austin.stream.verify.model;

import io.austin.stream.common.TraceKeys;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/** Reads a database, some hundred keys in a round trip. */
final class RedisReader {
  private static final int KEYS_AT_A_TIME = 500;

  private final RedisClient redis;

  /** Many trails show the same entry: kept once, a million events' contents fit. */
  private final Map<String, String> shared = new HashMap<>();

  private final Map<String, RedisValue> values = new HashMap<>();

  RedisReader(RedisClient redis) {
    this.redis = redis;
  }

  Map<String, RedisValue> read(Predicate<String> chosen) {
    return readKeys(scan().stream().filter(chosen).toList());
  }

  Map<String, RedisValue> readKeys(List<String> keys) {
    for (int from = 0; from < keys.size(); from += KEYS_AT_A_TIME) {
      read(keys.subList(from, Math.min(from + KEYS_AT_A_TIME, keys.size())));
    }
    return values;
  }

  /** A set, since SCAN may return a key twice. */
  private Set<String> scan() {
    Set<String> keys = new LinkedHashSet<>();
    ScanParams many = new ScanParams().count(KEYS_AT_A_TIME * 10);
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> page = redis.scan(cursor, many);
      keys.addAll(page.getResult());
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return keys;
  }

  private void read(List<String> keys) {
    Map<String, Response<String>> types = new HashMap<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      keys.forEach(key -> types.put(key, pipeline.type(key)));
    }
    Map<String, Response<?>> contents = new HashMap<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      types.forEach((key, type) -> request(pipeline, key, type.get(), contents));
    }
    Map<String, RedisExpiries.Expiry> expiries = new RedisExpiries(redis).of(keys);
    types.forEach((key, type) -> add(key, type.get(), contents.get(key), expiries.get(key)));
  }

  private static void request(
      AbstractPipeline pipeline, String key, String type, Map<String, Response<?>> contents) {
    switch (type) {
      case RedisValue.LIST -> contents.put(key, pipeline.lrange(key, 0, -1));
      case RedisValue.HASH -> contents.put(key, pipeline.hgetAll(key));
      case RedisValue.SORTED_SET -> contents.put(key, pipeline.zrangeWithScores(key, 0, -1));
      case RedisValue.STRING ->
          contents.put(key, isHyperLogLog(key) ? pipeline.pfcount(key) : pipeline.get(key));
      default -> {} // nothing that this project writes
    }
  }

  /** Redis has no type for them, so the name decides. */
  private static boolean isHyperLogLog(String key) {
    return key.contains(TraceKeys.OWN + "Receivers:");
  }

  private void add(
      String key,
      String type,
      @Nullable Response<?> content,
      RedisExpiries.@Nullable Expiry expiry) {
    if (expiry == null) {
      return; // expired between SCAN and here
    }
    values.put(key, value(type, content, expiry.at(), expiry.readAt()));
  }

  private RedisValue value(
      String type, @Nullable Response<?> content, long expiresAt, long readAt) {
    Object value = content == null ? null : unlessRefused(content);
    if (value instanceof List<?> elements) {
      return type.equals(RedisValue.LIST)
          ? RedisValue.list(entries(elements), expiresAt, readAt)
          : RedisValue.sortedSet(scores(elements), expiresAt, readAt);
    }
    if (value instanceof Map<?, ?> fields) {
      Map<String, String> hash = new HashMap<>();
      fields.forEach((field, text) -> hash.put(share(field), share(text)));
      return RedisValue.hash(hash, expiresAt, readAt);
    }
    if (value instanceof Long count) {
      return RedisValue.hyperLogLog(count, expiresAt, readAt);
    }
    if (value instanceof String text) {
      return RedisValue.string(text, expiresAt, readAt);
    }
    return RedisValue.other(type, expiresAt, readAt);
  }

  /** What is named like a HyperLogLog need not be one. */
  private static @Nullable Object unlessRefused(Response<?> content) {
    try {
      return content.get();
    } catch (JedisDataException ofAnotherKind) {
      return null;
    }
  }

  private List<String> entries(List<?> elements) {
    return List.of(elements.stream().map(this::share).toArray(String[]::new));
  }

  private static Map<String, String> scores(List<?> elements) {
    Map<String, String> scores = new HashMap<>();
    for (Object element : elements) {
      Tuple tuple = (Tuple) element;
      scores.put(tuple.getElement(), text(tuple.getScore()));
    }
    return scores;
  }

  private static String text(double score) {
    return score == Math.rint(score) ? Long.toString((long) score) : Double.toString(score);
  }

  private String share(Object text) {
    String string = (String) text;
    String known = shared.putIfAbsent(string, string);
    return known == null ? string : known;
  }
}
