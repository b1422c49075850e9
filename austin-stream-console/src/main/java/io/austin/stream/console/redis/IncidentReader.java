package io.austin.stream.console.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.TraceKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import redis.clients.jedis.Response;

/** Reads what rules for alerts found. */
public final class IncidentReader {
  /** How many open ones, and how many that ended, the job shows at most. */
  private static final int MOST = 1_000;

  private static final JsonMapper JSON = new JsonMapper();

  private final RedisConnections redis;
  private final JourneyKeys keys;

  /** A reader of these keys. */
  public IncidentReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = JourneyKeys.among(keys);
  }

  /** How many are open, by severity; empty where no job evaluates rules. */
  public Optional<Map<String, Long>> open() {
    return redis.read(
        pipeline -> {
          Response<Map<String, String>> counts = pipeline.hgetAll(keys.incidents());
          return () -> counts(counts);
        });
  }

  private static Optional<Map<String, Long>> counts(Response<Map<String, String>> hash) {
    Map<String, Long> counts = new TreeMap<>();
    Replies.unlessForeign(hash)
        .orElse(Map.of())
        .forEach((severity, count) -> counts.put(severity, Numbers.count(count)));
    return counts.isEmpty() ? Optional.empty() : Optional.of(counts);
  }

  /** All that are shown: those that are open, and behind them those that ended, the last first. */
  public Shown shown() {
    return redis.read(
        pipeline -> {
          Response<Map<String, String>> counts = pipeline.hgetAll(keys.incidents());
          Response<List<String>> open = pipeline.zrevrange(keys.openIncidents(), 0, MOST - 1);
          Response<List<String>> ended = pipeline.zrevrange(keys.endedIncidents(), 0, MOST - 1);
          return () -> new Shown(counts(counts), incidents(open), incidents(ended));
        });
  }

  /** What is none of the job's is left out. */
  private static List<JsonNode> incidents(Response<List<String>> members) {
    return Replies.unlessForeign(members).orElse(List.of()).stream()
        .flatMap(member -> incident(member).stream())
        .toList();
  }

  private static Optional<JsonNode> incident(String json) {
    try {
      JsonNode incident = JSON.readTree(json);
      return incident.path("incident").isTextual() && incident.path("opened").isIntegralNumber()
          ? Optional.of(incident)
          : Optional.empty();
    } catch (JsonProcessingException none) {
      return Optional.empty();
    }
  }

  /**
   * What is shown of incidents.
   *
   * @param counts how many are open, by severity; empty where no job evaluates rules
   * @param open as {@code docs/alerts.md} says what is told of one
   */
  public record Shown(
      Optional<Map<String, Long>> counts, List<JsonNode> open, List<JsonNode> ended) {}
}
