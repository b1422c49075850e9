package io.austin.stream.bench.site;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** Connections of the measuring to each of a Redis' servers. */
public final class RedisConnections implements AutoCloseable {
  private final BenchRedis redis;
  private final List<Jedis> all = new ArrayList<>();

  RedisConnections(BenchRedis redis) {
    this.redis = redis;
    redis.servers().forEach(server -> all.add(PatientRedis.connect(server.uri())));
  }

  /** One to each of the servers. */
  public List<Jedis> all() {
    return all;
  }

  /** Asks the same of several keys, all at once; answers in their order. */
  public <T> List<T> ask(List<String> keys, BiFunction<Pipeline, String, Response<T>> question) {
    List<Pipeline> pipelines = all.stream().map(Jedis::pipelined).toList();
    List<Response<T>> answers =
        keys.stream().map(key -> question.apply(pipelines.get(redis.serverOf(key)), key)).toList();
    pipelines.forEach(Pipeline::close);
    return answers.stream().map(Response::get).toList();
  }

  @Override
  public void close() {
    all.forEach(Jedis::close);
  }
}
