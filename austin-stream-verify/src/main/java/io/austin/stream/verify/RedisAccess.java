package io.austin.stream.verify;

import io.austin.stream.options.OptionValues;
import io.austin.stream.options.RedisOptions;
import io.austin.stream.redis.Masters;
import io.austin.stream.redis.RedisClients;
import io.austin.stream.redis.RedisEndpoint;
import io.austin.stream.verify.model.RedisContents;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The way to the Redis that the options name. */
public final class RedisAccess {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private RedisAccess() {}

  /** A client, to be closed. */
  public static UnifiedJedis client(OptionValues options) {
    return RedisClients.open(RedisOptions.endpoint(options), TIMEOUT);
  }

  /** A client of one server, to be closed: in a cluster, of one of its masters. */
  public static UnifiedJedis oneMaster(OptionValues options) {
    RedisEndpoint endpoint = RedisOptions.endpoint(options);
    return client(Masters.of(endpoint, TIMEOUT).get(0), endpoint);
  }

  /** Everything that it holds; in a cluster, what its masters hold. */
  public static RedisContents contents(OptionValues options) {
    RedisEndpoint endpoint = RedisOptions.endpoint(options);
    List<RedisClient> masters =
        Masters.of(endpoint, TIMEOUT).stream().map(it -> client(it, endpoint)).toList();
    try {
      return RedisContents.readAll(masters);
    } finally {
      masters.forEach(RedisClient::close);
    }
  }

  private static RedisClient client(HostAndPort server, RedisEndpoint endpoint) {
    return RedisClients.to(server, endpoint, TIMEOUT, new ConnectionPoolConfig());
  }
}
