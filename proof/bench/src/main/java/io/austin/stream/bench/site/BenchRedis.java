package io.austin.stream.bench.site;

import io.austin.stream.test.server.RedisCluster;
import io.austin.stream.test.server.RedisExecutable;
import io.austin.stream.test.server.RedisServer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.FlushMode;

/**
 * What subjects write to: one Redis, or a Redis Cluster of three masters. It keeps nothing on disk.
 */
public final class BenchRedis implements AutoCloseable {
  private static final int MASTERS = 3;

  private final List<RedisServer> servers;
  private final @Nullable RedisCluster cluster;

  private BenchRedis(List<RedisServer> servers, @Nullable RedisCluster cluster) {
    this.servers = servers;
    this.cluster = cluster;
  }

  /** One server, which runs this program. */
  static BenchRedis one(RedisExecutable executable) {
    return new BenchRedis(List.of(RedisServer.builder().executable(executable).start()), null);
  }

  /** A cluster of masters alone. */
  static BenchRedis cluster(RedisExecutable executable) {
    RedisCluster cluster = RedisCluster.startMasters(executable);
    return new BenchRedis(IntStream.range(0, MASTERS).mapToObj(cluster::node).toList(), cluster);
  }

  /** Whether it is a cluster. */
  public boolean isCluster() {
    return cluster != null;
  }

  /** The address for {@code redis.uri}. */
  public String uri() {
    return cluster == null ? servers.get(0).uri() : cluster.uri();
  }

  /** The servers that hold keys. */
  public List<RedisServer> servers() {
    return servers;
  }

  /** The processes of those. */
  public List<Long> pids() {
    return servers.stream().map(RedisServer::pid).toList();
  }

  /** A client of each of those. */
  public List<RedisClient> clients() {
    return servers.stream().map(RedisServer::client).toList();
  }

  /** The number of the server that holds a key. */
  public int serverOf(String key) {
    return cluster == null ? 0 : servers.indexOf(cluster.owner(cluster.slotOf(key)));
  }

  /** A client of the server that holds a key. */
  public RedisClient clientOf(String key) {
    return servers.get(serverOf(key)).client();
  }

  /** A key of this name, or one that begins with it, that a certain server holds. */
  public String keyOn(int server, String name) {
    return Stream.iterate(name, key -> key + "+")
        .filter(key -> serverOf(key) == server)
        .findFirst()
        .orElseThrow();
  }

  /** Connections to each of the servers, to be closed. */
  public RedisConnections connect() {
    return new RedisConnections(this);
  }

  /** Removes every key; returns when their memory is free again. */
  public void empty() {
    try (RedisConnections connections = connect()) {
      connections.all().forEach(server -> server.flushAll(FlushMode.SYNC));
    }
  }

  @Override
  public void close() {
    servers.forEach(RedisServer::close);
  }
}
