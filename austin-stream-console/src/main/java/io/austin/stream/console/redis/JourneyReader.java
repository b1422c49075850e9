package io.austin.stream.console.redis;

import io.austin.stream.common.JourneyKeys;
import io.austin.stream.common.JourneyName;
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
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.Tuple;

/** Reads which journeys are stuck, what became of the others, and up to when that is known. */
public final class JourneyReader {
  /** How many templates with stuck journeys are shown at most, those that have most. */
  public static final int MAX_TEMPLATES = 1000;

  private static final int MAX_MINUTES = 50_000;

  private final RedisConnections redis;
  private final JourneyKeys keys;

  /** A reader of these keys. */
  public JourneyReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = JourneyKeys.among(keys);
  }

  /** How far journeys are known. */
  public Progress progress() {
    return redis.read(
        pipeline -> {
          Response<Map<String, String>> hash = pipeline.hgetAll(keys.progress());
          Response<Object> time = pipeline.sendCommand(new CommandArguments(Protocol.Command.TIME));
          return () -> {
            Map<String, String> told = Replies.unlessForeign(hash).orElse(Map.of());
            return new Progress(
                number(told, "clock"),
                number(told, "written"),
                number(told, "begun"),
                Replies.unlessRefused(time).flatMap(ProgressReader::millis));
          };
        });
  }

  private static Optional<Long> number(Map<String, String> hash, String field) {
    return Optional.ofNullable(hash.get(field)).flatMap(Numbers::number);
  }

  /** The templates that have stuck journeys, those that have most first. */
  public Stuck stuck() {
    List<Tuple> templates = new ArrayList<>();
    long all = redis.read(pipeline -> counts(pipeline, templates));
    return new Stuck(redis.read(pipeline -> oldest(pipeline, templates)), all > MAX_TEMPLATES);
  }

  private RedisConnections.Reading<Long> counts(AbstractPipeline pipeline, List<Tuple> into) {
    Response<Long> size = pipeline.zcard(keys.stuckTemplates());
    Response<List<Tuple>> members =
        pipeline.zrevrangeWithScores(keys.stuckTemplates(), 0, MAX_TEMPLATES - 1);
    return () -> {
      into.addAll(Replies.unlessForeign(members).orElse(List.of()));
      return Replies.unlessForeign(size).orElse(0L);
    };
  }

  private RedisConnections.Reading<List<StuckTemplate>> oldest(
      AbstractPipeline pipeline, List<Tuple> templates) {
    Map<StuckTemplate, Response<List<Tuple>>> first = new LinkedHashMap<>();
    for (Tuple template : templates) {
      Numbers.number(template.getElement())
          .filter(id -> id > 0 && template.getScore() >= 1)
          .ifPresent(
              id ->
                  first.put(
                      new StuckTemplate(id, (long) template.getScore(), Optional.empty()),
                      pipeline.zrangeWithScores(keys.stuckExamples(id), 0, 0)));
    }
    return () -> {
      List<StuckTemplate> stuck = new ArrayList<>();
      first.forEach(
          (template, examples) ->
              stuck.add(
                  template.since(
                      Replies.unlessForeign(examples).stream()
                          .flatMap(List::stream)
                          .map(example -> (long) example.getScore())
                          .findFirst())));
      return stuck;
    };
  }

  /**
   * How many journeys are stuck since which minute since the epoch; templates of which that is not
   * known are left out.
   */
  public Map<Long, TreeMap<Long, Long>> stuckSince(Collection<Long> businessIds) {
    Map<Long, TreeMap<Long, Long>> since = new HashMap<>();
    Hashes.read(redis, businessIds, keys::stuck, MAX_MINUTES)
        .forEach(
            (id, hash) -> {
              TreeMap<Long, Long> minutes = new TreeMap<>();
              hash.forEach(
                  (field, text) ->
                      Numbers.number(field)
                          .filter(minute -> Numbers.count(text) > 0)
                          .ifPresent(minute -> minutes.put(minute, Numbers.count(text))));
              since.put(id, minutes);
            });
    return since;
  }

  /** The oldest of a template's stuck journeys; the time is since when they are. */
  public List<Example> stuckExamples(long businessId) {
    return redis.read(
        pipeline -> {
          Response<List<Tuple>> members =
              pipeline.zrangeWithScores(keys.stuckExamples(businessId), 0, -1);
          return () -> Example.of(Replies.unlessForeign(members).orElse(List.of()));
        });
  }

  /** Journeys by outcome, as the job names it; templates of which none are known are left out. */
  public Map<Long, Map<String, Long>> outcomes(Collection<Long> businessIds) {
    Map<Long, Map<String, Long>> outcomes = new HashMap<>();
    Hashes.read(redis, businessIds, keys::outcomes, MAX_MINUTES)
        .forEach(
            (id, hash) -> {
              Map<String, Long> counts = new HashMap<>();
              hash.forEach((name, text) -> counts.put(name, Numbers.count(text)));
              outcomes.put(id, counts);
            });
    return outcomes;
  }

  /**
   * What the job says of itself, in epoch milliseconds; empty where it does not.
   *
   * @param clock up to when the topic is read
   * @param written when it said so
   * @param begun when it began
   * @param redisAt Redis' clock
   */
  public record Progress(
      Optional<Long> clock, Optional<Long> written, Optional<Long> begun, Optional<Long> redisAt) {}

  /**
   * The templates that have stuck journeys.
   *
   * @param truncated whether there are more
   */
  public record Stuck(List<StuckTemplate> templates, boolean truncated) {}

  /**
   * A template that has stuck journeys.
   *
   * @param oldest since when the oldest is, in epoch milliseconds
   */
  public record StuckTemplate(long businessId, long count, Optional<Long> oldest) {
    private StuckTemplate since(Optional<Long> oldestOfAll) {
      return new StuckTemplate(businessId, count, oldestOfAll);
    }
  }

  /**
   * A journey that is shown as an example.
   *
   * @param score since when it is stuck, or how long it took; in milliseconds
   */
  public record Example(String messageId, String receiver, long score) {
    static List<Example> of(List<Tuple> members) {
      return members.stream()
          .flatMap(
              member ->
                  JourneyName.parse(member.getElement()).stream()
                      .map(
                          name ->
                              new Example(
                                  name.messageId(), name.receiver(), (long) member.getScore())))
          .toList();
    }
  }
}
