package io.austin.stream.console.redis;

import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** Reads what the job keeps for the console alone: minutes and distinct receivers of templates. */
public final class DetailsReader {
  /** Minutes of a day. */
  public static final int MINUTES = 24 * 60;

  private static final int MAX_FIELDS = 50_000;

  private final RedisConnections redis;
  private final TraceKeys keys;

  /** A reader of these keys. */
  public DetailsReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** Distinct receivers by state, without the states for which none are kept. */
  public Map<Integer, Long> distinctReceivers(long businessId, Collection<Integer> states) {
    return redis.read(
        pipeline -> {
          Map<Integer, Response<Long>> counts = new LinkedHashMap<>();
          states.forEach(
              state ->
                  counts.put(state, pipeline.pfcount(keys.templateReceivers(businessId, state))));
          return () -> {
            Map<Integer, Long> distinct = new HashMap<>();
            counts.forEach(
                (state, count) ->
                    Replies.unlessForeign(count)
                        .filter(receivers -> receivers > 0)
                        .ifPresent(receivers -> distinct.put(state, receivers)));
            return distinct;
          };
        });
  }

  /** The whole day by state and minute; empty where it is not kept. */
  public Map<Integer, TreeMap<Integer, Long>> day(long businessId) {
    String key = keys.templateMinutes(businessId);
    long fields =
        redis.read(
            pipeline -> {
              Response<Long> size = pipeline.hlen(key);
              return () -> Replies.unlessForeign(size).orElse(0L);
            });
    if (fields == 0 || fields > MAX_FIELDS) {
      return Map.of();
    }
    return redis.read(
        pipeline -> {
          Response<Map<String, String>> hash = pipeline.hgetAll(key);
          return () -> byState(Replies.unlessForeign(hash).orElse(Map.of()));
        });
  }

  /**
   * The minutes from one to another, both included, of several templates: business id, state,
   * receivers by minute. Templates whose minutes are not kept are left out.
   */
  public Map<Long, Map<Integer, long[]>> span(
      Collection<Long> businessIds, List<Integer> states, int from, int to) {
    return redis.read(pipeline -> span(pipeline, businessIds, states, from, to));
  }

  private RedisConnections.Reading<Map<Long, Map<Integer, long[]>>> span(
      AbstractPipeline pipeline,
      Collection<Long> businessIds,
      List<Integer> states,
      int from,
      int to) {
    List<String> fields = new ArrayList<>();
    states.forEach(
        state -> {
          for (int minute = from; minute <= to; minute++) {
            fields.add(minute + ":" + state);
          }
        });
    String[] names = fields.toArray(String[]::new);
    Map<Long, Kept> replies = new LinkedHashMap<>();
    for (Long id : businessIds) {
      String key = keys.templateMinutes(id);
      replies.put(id, new Kept(pipeline.exists(key), pipeline.hmget(key, names)));
    }
    return () -> {
      Map<Long, Map<Integer, long[]>> spans = new LinkedHashMap<>();
      replies.forEach(
          (id, kept) -> {
            Optional<List<String>> counts = Replies.unlessForeign(kept.values());
            if (kept.exists().get() && counts.isPresent()) {
              spans.put(id, split(counts.get(), states, to - from + 1));
            }
          });
      return spans;
    };
  }

  private static Map<Integer, long[]> split(List<String> counts, List<Integer> states, int width) {
    Map<Integer, long[]> byState = new HashMap<>();
    for (int i = 0; i < states.size(); i++) {
      byState.put(
          states.get(i),
          counts.subList(i * width, (i + 1) * width).stream().mapToLong(Numbers::count).toArray());
    }
    return byState;
  }

  private static Map<Integer, TreeMap<Integer, Long>> byState(Map<String, String> hash) {
    Map<Integer, TreeMap<Integer, Long>> series = new TreeMap<>();
    hash.forEach(
        (field, text) -> {
          int colon = field.indexOf(':');
          Optional<Integer> minute = Numbers.integer(field.substring(0, Math.max(0, colon)));
          Optional<Integer> state = Numbers.integer(field.substring(colon + 1));
          long count = Numbers.count(text);
          if (state.isPresent()
              && minute.filter(m -> m >= 0 && m < MINUTES).isPresent()
              && count > 0) {
            series.computeIfAbsent(state.get(), any -> new TreeMap<>()).put(minute.get(), count);
          }
        });
    return series;
  }

  private record Kept(Response<Boolean> exists, Response<List<String>> values) {}
}
