package io.austin.stream.local.platform;

import static io.austin.stream.options.OptionDefinitions.REDIS_URI;

import io.austin.stream.functions.redis.RedisEndpoint;
import io.austin.stream.options.OptionValues;
import java.time.Duration;
import redis.clients.jedis.RedisClient;

/** The way to the Redis that the options name. */
public final class RedisAccess {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private RedisAccess() {}

  /** A client, to be closed. */
  public static RedisClient client(OptionValues options) {
    RedisEndpoint endpoint = RedisEndpoint.parse(options.get(REDIS_URI).toString());
    return RedisClient.builder()
        .hostAndPort(endpoint.address())
        .clientConfig(endpoint.clientConfig(TIMEOUT))
        .build();
  }
}
