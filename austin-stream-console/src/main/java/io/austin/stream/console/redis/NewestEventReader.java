package io.austin.stream.console.redis;

import io.austin.stream.common.TraceKeys;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;

/** Reads how far the stream has come. */
public final class NewestEventReader {
  private final RedisConnections redis;
  private final TraceKeys keys;

  /** A reader of these keys. */
  public NewestEventReader(RedisConnections redis, TraceKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** What was applied last, in whichever partition; empty where the job has not told. */
  public Optional<NewestEvent> read() {
    return redis.read(
        pipeline -> {
          Response<Map<String, String>> byPartition = pipeline.hgetAll(keys.newestEvents());
          return () ->
              Replies.unlessForeign(byPartition).orElse(Map.of()).values().stream()
                  .flatMap(text -> NewestEvent.parse(text).stream())
                  .max(Comparator.comparingLong(NewestEvent::appliedAt));
        });
  }

  /** How long Redis takes to answer, in milliseconds. */
  public long ping() {
    long began = System.nanoTime();
    redis.read(pipeline -> pipeline.sendCommand(new CommandArguments(Protocol.Command.PING))::get);
    return (System.nanoTime() - began) / 1_000_000;
  }
}
