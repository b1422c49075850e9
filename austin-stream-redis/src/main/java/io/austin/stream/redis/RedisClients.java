package io.austin.stream.redis;

import java.time.Duration;
import java.util.Set;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Opens clients of Jedis to an endpoint. */
public final class RedisClients {
  private RedisClients() {}

  /** A client with a pool of connections as Jedis has it by default; see the other. */
  public static UnifiedJedis open(RedisEndpoint endpoint, Duration timeout) {
    return open(endpoint, timeout, new ConnectionPoolConfig());
  }

  /**
   * A client, to be closed. Where there are Sentinels each new connection goes to whom they name
   * then, so a pool that is emptied after a failure finds the new master.
   *
   * @param timeout how long to wait for a connection or a reply
   * @throws redis.clients.jedis.exceptions.JedisException when no node of a cluster can be reached;
   *     other servers are reached when they are needed
   */
  public static UnifiedJedis open(
      RedisEndpoint endpoint, Duration timeout, ConnectionPoolConfig pool) {
    return switch (endpoint.kind()) {
      case SINGLE -> to(endpoint.nodes().get(0), endpoint, timeout, pool);
      case SENTINEL -> toTheMaster(endpoint, timeout, pool);
      case CLUSTER -> toTheCluster(endpoint, timeout, pool);
    };
  }

  /** Jedis itself would fail over nodes that do not say where they are, and not say why. */
  private static UnifiedJedis toTheCluster(
      RedisEndpoint endpoint, Duration timeout, ConnectionPoolConfig pool) {
    ClusterSlots.of(endpoint, timeout);
    return RedisClusterClient.builder()
        .nodes(Set.copyOf(endpoint.nodes()))
        .clientConfig(endpoint.clientConfig(timeout))
        .poolConfig(pool)
        .maxTotalRetriesDuration(timeout)
        .build();
  }

  /** A client to one of an endpoint's servers, to be closed. */
  public static RedisClient to(
      HostAndPort server, RedisEndpoint endpoint, Duration timeout, ConnectionPoolConfig pool) {
    return RedisClient.builder()
        .hostAndPort(server)
        .clientConfig(endpoint.clientConfig(timeout))
        .poolConfig(pool)
        .build();
  }

  private static RedisClient toTheMaster(
      RedisEndpoint endpoint, Duration timeout, ConnectionPoolConfig pool) {
    JedisClientConfig config = endpoint.clientConfig(timeout);
    JedisSocketFactory sockets =
        () ->
            new DefaultJedisSocketFactory(Masters.of(endpoint, timeout).get(0), config)
                .createSocket();
    return RedisClient.builder()
        .hostAndPort(endpoint.nodes().get(0)) // the builder wants one; sockets go elsewhere
        .clientConfig(config)
        .connectionProvider(
            new PooledConnectionProvider(new ConnectionFactory(sockets, config), pool))
        .build();
  }
}
