package io.austin.stream.console.redis;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import io.austin.stream.console.redis.JourneyReader.Example;
import io.austin.stream.console.trace.Distribution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.Tuple;

/** Reads how long messages took, of several templates together. */
public final class LatencyReader {
  private static final int MAX_FIELDS = 100_000;
  private static final int TEMPLATES_AT_A_TIME = 50;
  private static final int MAX_EXAMPLES = 20;

  private final RedisConnections redis;
  private final JourneyKeys keys;

  /** A reader of these keys. */
  public LatencyReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = JourneyKeys.among(keys);
  }

  /** How long the messages of these templates took. */
  public Latencies read(Collection<Long> businessIds) {
    Latencies all = new Latencies(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    List<Long> ids = List.copyOf(businessIds);
    for (int from = 0; from < ids.size(); from += TEMPLATES_AT_A_TIME) {
      List<Long> some = ids.subList(from, Math.min(from + TEMPLATES_AT_A_TIME, ids.size()));
      add(some, keys::latencies, all.hours());
      add(some, keys::recentLatencies, all.minutes());
      all.slowest().addAll(slowest(some));
      all.slowest()
          .sort(Comparator.comparingLong((Slow slow) -> slow.example().score()).reversed());
      if (all.slowest().size() > MAX_EXAMPLES) {
        all.slowest().subList(MAX_EXAMPLES, all.slowest().size()).clear();
      }
    }
    return all;
  }

  private void add(List<Long> ids, LongFunction<String> key, TreeMap<Long, Distribution> into) {
    Hashes.read(redis, ids, key, MAX_FIELDS)
        .values()
        .forEach(hash -> hash.forEach((field, text) -> add(field, Numbers.count(text), into)));
  }

  private static void add(String field, long count, TreeMap<Long, Distribution> into) {
    int colon = field.indexOf(':');
    Optional<Long> slot = Numbers.number(field.substring(0, Math.max(0, colon)));
    Optional<Integer> bucket = Numbers.integer(field.substring(colon + 1));
    if (slot.isPresent() && bucket.isPresent() && count > 0) {
      into.computeIfAbsent(slot.get(), any -> new Distribution()).add(bucket.get(), count);
    }
  }

  private List<Slow> slowest(List<Long> ids) {
    return redis.read(
        pipeline -> {
          Map<Long, Response<List<Tuple>>> replies = new LinkedHashMap<>();
          ids.forEach(
              id ->
                  replies.put(
                      id, pipeline.zrevrangeWithScores(keys.slowest(id), 0, MAX_EXAMPLES - 1)));
          return () -> {
            List<Slow> slow = new ArrayList<>();
            replies.forEach(
                (id, members) ->
                    Example.of(Replies.unlessForeign(members).orElse(List.of()))
                        .forEach(example -> slow.add(new Slow(id, example))));
            return slow;
          };
        });
  }

  /**
   * How long messages took.
   *
   * @param hours by the hour of the answer since the epoch
   * @param minutes by the minute, of the last two hours
   * @param slowest the slowest first
   */
  public record Latencies(
      TreeMap<Long, Distribution> hours, TreeMap<Long, Distribution> minutes, List<Slow> slowest) {}

  /** A slow one of a template. */
  public record Slow(long businessId, Example example) {}
}
