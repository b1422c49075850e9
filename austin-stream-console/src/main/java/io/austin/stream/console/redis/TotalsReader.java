package io.austin.stream.console.redis;

import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/**
 * Reads templates' totals. A key counts as one only if it is a hash of numbers by state, and not of
 * more than a template can have.
 */
public final class TotalsReader {
  private static final int MAX_STATES = 1024;

  private final RedisConnections redis;
  private final TraceKeys keys;

  /** A reader of these keys. */
  public TotalsReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** The totals by state, for those of the business ids that have any, in the order given. */
  public Map<Long, NavigableMap<Integer, Long>> read(Collection<Long> businessIds) {
    List<Long> present = redis.read(pipeline -> ofBearableSize(pipeline, businessIds));
    return present.isEmpty() ? Map.of() : redis.read(pipeline -> totals(pipeline, present));
  }

  private RedisConnections.Reading<List<Long>> ofBearableSize(
      AbstractPipeline pipeline, Collection<Long> businessIds) {
    Map<Long, Response<Long>> sizes = new LinkedHashMap<>();
    businessIds.forEach(id -> sizes.put(id, pipeline.hlen(keys.templateTotals(id))));
    return () -> {
      List<Long> bearable = new ArrayList<>();
      sizes.forEach(
          (id, size) ->
              Replies.unlessForeign(size)
                  .filter(states -> states > 0 && states <= MAX_STATES)
                  .ifPresent(states -> bearable.add(id)));
      return bearable;
    };
  }

  private RedisConnections.Reading<Map<Long, NavigableMap<Integer, Long>>> totals(
      AbstractPipeline pipeline, List<Long> businessIds) {
    Map<Long, Response<Map<String, String>>> hashes = new LinkedHashMap<>();
    businessIds.forEach(id -> hashes.put(id, pipeline.hgetAll(keys.templateTotals(id))));
    return () -> {
      Map<Long, NavigableMap<Integer, Long>> totals = new LinkedHashMap<>();
      hashes.forEach(
          (id, hash) ->
              Replies.unlessForeign(hash)
                  .flatMap(TotalsReader::byState)
                  .ifPresent(states -> totals.put(id, states)));
      return totals;
    };
  }

  private static Optional<NavigableMap<Integer, Long>> byState(Map<String, String> hash) {
    NavigableMap<Integer, Long> totals = new TreeMap<>();
    try {
      hash.forEach((state, count) -> totals.put(Integer.parseInt(state), Long.parseLong(count)));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
    boolean counts = totals.values().stream().allMatch(count -> count >= 0);
    return counts && !totals.isEmpty() ? Optional.of(totals) : Optional.empty();
  }
}
