package io.austin.stream.console.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import redis.clients.jedis.Response;

/** Reads a hash of each of several templates, none that is too large to be one of the job's. */
final class Hashes {
  private Hashes() {}

  /**
   * The hashes by business id, without those that are not there, of another type or too large.
   *
   * @param key the name of a business id's hash
   * @param maxFields how many fields one may have
   */
  static Map<Long, Map<String, String>> read(
      RedisConnections redis, Collection<Long> ids, LongFunction<String> key, int maxFields) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    List<Long> bearable = new ArrayList<>();
    redis.read(
        pipeline -> {
          Map<Long, Response<Long>> sizes = new LinkedHashMap<>();
          ids.forEach(id -> sizes.put(id, pipeline.hlen(key.apply(id))));
          return () -> {
            sizes.forEach(
                (id, size) ->
                    Replies.unlessForeign(size)
                        .filter(fields -> fields > 0 && fields <= maxFields)
                        .ifPresent(fields -> bearable.add(id)));
            return bearable.size();
          };
        });
    if (bearable.isEmpty()) {
      return Map.of();
    }
    return redis.read(
        pipeline -> {
          Map<Long, Response<Map<String, String>>> replies = new LinkedHashMap<>();
          bearable.forEach(id -> replies.put(id, pipeline.hgetAll(key.apply(id))));
          return () -> {
            Map<Long, Map<String, String>> hashes = new HashMap<>();
            replies.forEach(
                (id, hash) ->
                    Replies.unlessForeign(hash)
                        .filter(fields -> !fields.isEmpty())
                        .ifPresent(fields -> hashes.put(id, fields)));
            return hashes;
          };
        });
  }
}
