package io.austin.stream.cli.memory;

import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Keys as Redis' {@code SCAN} hands them over, in no order, and what {@code MEMORY USAGE} says. */
public final class MemorySample {
  private static final int KEYS_AT_ONCE = 500;
  private static final String TRAIL_ENTRY = "{\"businessId\":";

  private final UnifiedJedis redis;
  private final TraceKeys keys;
  private final Map<View, Share> shares = new EnumMap<>(View.class);
  private Share others = Share.NONE;

  private MemorySample(UnifiedJedis redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** A sample of so many keys, or of all if there are less. */
  public static MemorySample take(UnifiedJedis redis, TraceKeys keys, long size) {
    MemorySample sample = new MemorySample(redis, keys);
    sample.scan(size);
    return sample;
  }

  private void scan(long size) {
    ScanParams page = new ScanParams().match(glob(keys.prefix()) + "*").count(KEYS_AT_ONCE);
    String cursor = ScanParams.SCAN_POINTER_START;
    long seen = 0;
    do {
      ScanResult<String> found = redis.scan(cursor, page);
      add(found.getResult());
      seen += found.getResult().size();
      cursor = found.getCursor();
    } while (seen < size && !cursor.equals(ScanParams.SCAN_POINTER_START));
  }

  private void add(List<String> names) {
    List<Asked> asked = new ArrayList<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      names.forEach(
          key -> asked.add(new Asked(key, pipeline.type(key), pipeline.memoryUsage(key))));
    }
    Map<Asked, Response<Long>> entries = new LinkedHashMap<>();
    Map<Asked, Response<List<String>>> firsts = new LinkedHashMap<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      for (Asked one : asked) {
        if (one.isList()) {
          entries.put(one, pipeline.llen(one.key()));
          firsts.put(one, pipeline.lrange(one.key(), 0, 0));
        } else if (one.isHash()) {
          entries.put(one, pipeline.hlen(one.key()));
        }
      }
    }
    for (Asked one : asked) {
      @Nullable Long bytes = one.bytes().get();
      if (bytes != null) {
        @Nullable Response<Long> many = entries.get(one);
        @Nullable Response<List<String>> first = firsts.get(one);
        boolean isOurs = first == null || first.get().stream().anyMatch(MemorySample::isEntry);
        add(one, new Share(1, many == null ? 1 : many.get(), bytes), isOurs);
      }
    }
  }

  private static boolean isEntry(String entry) {
    return entry.startsWith(TRAIL_ENTRY);
  }

  private void add(Asked one, Share share, boolean isOurs) {
    Optional<View> view = View.of(one.key(), one.type().get(), keys);
    if (view.isPresent() && isOurs) {
      shares.merge(view.get(), share, Share::plus);
    } else {
      others = others.plus(share);
    }
  }

  private static String glob(String prefix) {
    return prefix.replaceAll("([\\\\*?\\[\\]^])", "\\\\$1");
  }

  /** The views of which there are keys. */
  public Map<View, Share> shares() {
    return new EnumMap<>(shares);
  }

  /** Keys of somebody else. */
  public Share others() {
    return others;
  }

  /** How many keys were looked at. */
  public long keys() {
    return others.keys() + shares.values().stream().mapToLong(Share::keys).sum();
  }

  private record Asked(String key, Response<String> type, Response<Long> bytes) {
    boolean isList() {
      return type.get().equals(View.LIST);
    }

    boolean isHash() {
      return type.get().equals(View.HASH);
    }
  }

  /**
   * Some keys.
   *
   * @param keys how many
   * @param entries how many entries of lists and fields of hashes are in them; other keys count one
   * @param bytes their memory
   */
  public record Share(long keys, long entries, long bytes) {
    static final Share NONE = new Share(0, 0, 0);

    Share plus(Share other) {
      return new Share(keys + other.keys, entries + other.entries, bytes + other.bytes);
    }

    /** The mean; 0 of no key. */
    public double entriesPerKey() {
      return keys == 0 ? 0 : (double) entries / keys;
    }

    /** The mean; 0 of no key. */
    public long bytesPerKey() {
      return keys == 0 ? 0 : bytes / keys;
    }
  }
}
