package io.austin.stream.console.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.austin.stream.common.ProgressReport;
import io.austin.stream.common.TraceKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;

/** Reads how far the stream has come, as the job tells it. */
public final class ProgressReader {
  private static final long MICROS_PER_MILLI = 1_000;

  private final RedisConnections redis;
  private final TraceKeys keys;

  /** A reader of these keys. */
  public ProgressReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** All that the jobs have told, and what Redis' clock says. */
  public Progress read() {
    return redis.read(
        pipeline -> {
          Response<Map<String, String>> newest = pipeline.hgetAll(keys.newestEvents());
          Response<Map<String, String>> reports = pipeline.hgetAll(keys.progress());
          Response<Object> time = pipeline.sendCommand(new CommandArguments(Protocol.Command.TIME));
          return () ->
              new Progress(
                  newest(Replies.unlessForeign(newest).orElse(Map.of())),
                  reports(Replies.unlessForeign(reports).orElse(Map.of())),
                  Replies.unlessRefused(time).flatMap(ProgressReader::millis));
        });
  }

  private static Map<String, NewestEvent> newest(Map<String, String> byPartition) {
    Map<String, NewestEvent> newest = new HashMap<>();
    byPartition.forEach(
        (partition, text) ->
            NewestEvent.parse(text).ifPresent(event -> newest.put(partition, event)));
    return newest;
  }

  private static List<JobReport> reports(Map<String, String> byTopic) {
    List<JobReport> reports = new ArrayList<>();
    byTopic.forEach(
        (field, text) ->
            ProgressReport.read(text)
                .filter(report -> field.endsWith(":" + report.getTopic()))
                .ifPresent(
                    report -> {
                      int group = field.length() - report.getTopic().length() - 1;
                      reports.add(new JobReport(field.substring(0, group), report));
                    }));
    return reports;
  }

  /** Seconds, and microseconds of the second. */
  private static Optional<Long> millis(Object time) {
    if (time instanceof List<?> parts
        && parts.size() == 2
        && parts.get(0) instanceof byte[] seconds
        && parts.get(1) instanceof byte[] micros) {
      return Numbers.number(new String(seconds, US_ASCII))
          .flatMap(
              whole ->
                  Numbers.number(new String(micros, US_ASCII))
                      .map(rest -> whole * 1_000 + rest / MICROS_PER_MILLI));
    }
    return Optional.empty();
  }

  /** How long Redis takes to answer, in milliseconds. */
  public long ping() {
    long began = System.nanoTime();
    redis.read(pipeline -> pipeline.sendCommand(new CommandArguments(Protocol.Command.PING))::get);
    return (System.nanoTime() - began) / 1_000_000;
  }

  /**
   * What the jobs have told.
   *
   * @param newest the newest events applied, by {@code group:topicId:partition}
   * @param reports the reports of all groups and topics
   * @param redisAt Redis' clock in epoch milliseconds
   */
  public record Progress(
      Map<String, NewestEvent> newest, List<JobReport> reports, Optional<Long> redisAt) {}

  /** A group's report of a topic. */
  public record JobReport(String group, ProgressReport report) {
    /** The name under which the newest event of a partition stands. */
    public String nameOf(int partition) {
      return group + ":" + report.getTopicId() + ":" + partition;
    }
  }
}
