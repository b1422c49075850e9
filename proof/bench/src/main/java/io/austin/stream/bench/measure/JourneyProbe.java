package io.austin.stream.bench.measure;

import io.austin.stream.bench.backlog.Backlog;
import io.austin.stream.bench.site.RedisConnections;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Pipeline;

/**
 * How far the journeys of a backlog are counted: how many of them stand in Redis, whatever their
 * outcome. A look costs Redis one {@code HGETALL} per template, so it is taken every {@value
 * #EVERY_MILLIS} ms.
 */
final class JourneyProbe implements Progress {
  private static final int EVERY_MILLIS = 50;
  private static final JourneyKeys KEYS = JourneyKeys.among(TraceKeys.unprefixed());

  private final Backlog backlog;
  private long counted;
  private long looked = System.nanoTime() - Duration.ofMillis(EVERY_MILLIS).toNanos();

  JourneyProbe(Backlog backlog) {
    this.backlog = backlog;
  }

  @Override
  public long look(RedisConnections redis) {
    if (System.nanoTime() - looked >= Duration.ofMillis(EVERY_MILLIS).toNanos()) {
      looked = System.nanoTime();
      counted = count(redis);
    }
    return isComplete()
        ? backlog.events()
        : (long) ((double) counted / backlog.journeys() * backlog.events());
  }

  private long count(RedisConnections redis) {
    List<String> outcomes = backlog.templates().stream().map(KEYS::outcomes).toList();
    List<Map<String, String>> found = redis.ask(outcomes, Pipeline::hgetAll);
    return found.stream()
        .flatMap(template -> template.values().stream())
        .mapToLong(Long::parseLong)
        .sum();
  }

  @Override
  public boolean isComplete() {
    return counted >= backlog.journeys();
  }
}
