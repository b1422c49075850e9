package io.austin.stream.console.redis;

import io.austin.stream.common.TraceKeys;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

/** Reads which templates a day has. */
public final class DayReader {
  /** How many templates of a day are shown at most, those that took in most. */
  public static final int MAX_TEMPLATES = 1000;

  private final RedisConnections redis;
  private final TraceKeys keys;

  /** A reader of these keys. */
  public DayReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** The day's templates; empty where the day's list is not there. */
  public Optional<Day> read(LocalDate day) {
    return read(day, MAX_TEMPLATES);
  }

  /** The same with another bound. */
  public Optional<Day> read(LocalDate day, int maxTemplates) {
    return redis.read(pipeline -> templates(pipeline, keys.templatesOf(day), maxTemplates));
  }

  private static RedisConnections.Reading<Optional<Day>> templates(
      AbstractPipeline pipeline, String key, int maxTemplates) {
    Response<Long> size = pipeline.zcard(key);
    Response<List<String>> members = pipeline.zrevrange(key, 0, maxTemplates - 1);
    return () ->
        Replies.unlessForeign(members)
            .filter(found -> !found.isEmpty())
            .map(found -> new Day(businessIds(found), size.get() > maxTemplates));
  }

  private static List<Long> businessIds(List<String> members) {
    return members.stream()
        .flatMap(member -> Numbers.number(member).filter(id -> id > 0).stream())
        .toList();
  }

  /**
   * A day's templates.
   *
   * @param businessIds the one that took in most first
   * @param truncated whether there are more
   */
  public record Day(List<Long> businessIds, boolean truncated) {}
}
