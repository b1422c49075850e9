package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis as Sentinels run it: a master, a replica, and three Sentinels that ask for a password and
 * make the replica the master soon after the master is gone.
 *
 * <pre>{@code
 * try (RedisSentinels redis = RedisSentinels.start()) {
 *   connect(redis.uri(), RedisSentinels.PASSWORD);
 *   redis.master().kill();
 *   // in a second or two redis.replica() takes writes
 * }
 * }</pre>
 */
public final class RedisSentinels implements AutoCloseable {
  /** What the Sentinels ask for; Redis itself asks for nothing. */
  public static final String PASSWORD = "whoisthere";

  private static final String HOST = "127.0.0.1";
  private static final String MASTER_NAME = "traces";
  private static final int SENTINELS = 3;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final DataDirectory data = DataDirectory.of(null, "austin-stream-sentinels");
  private final RedisServer master;
  private final RedisServer replica;
  private final List<Integer> ports = new ArrayList<>();
  private final List<ChildProcess> sentinels = new ArrayList<>();

  private RedisSentinels() {
    master = RedisServer.builder().setting("repl-diskless-sync-delay", "0").start();
    replica =
        RedisServer.builder()
            .setting("repl-diskless-sync-delay", "0")
            .setting("replicaof", HOST + " " + master.port())
            .start();
  }

  /** Starts all, and waits until the Sentinels know each other and the replica. */
  public static RedisSentinels start() {
    RedisSentinels started = new RedisSentinels();
    try {
      for (int i = 0; i < SENTINELS; i++) {
        started.startSentinel(i);
      }
      started.sentinels.get(0).awaitReady(START_LIMIT, started::isReady);
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private void startSentinel(int number) {
    int port = FreePort.next();
    Path directory = data.resolve("sentinel-" + number);
    Path configuration = directory.resolve("sentinel.conf");
    try {
      Files.createDirectories(directory);
      Files.writeString(configuration, configuration(port, directory));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + configuration, e);
    }
    ports.add(port);
    sentinels.add(
        ChildProcess.start(
            "redis-sentinel",
            List.of(RedisExecutable.path().toString(), configuration.toString(), "--sentinel"),
            directory.resolve("sentinel.log")));
  }

  private String configuration(int port, Path directory) {
    return """
        bind %1$s
        port %2$d
        dir "%3$s"
        requirepass %4$s
        sentinel sentinel-pass %4$s
        sentinel monitor %5$s %1$s %6$d 2
        sentinel down-after-milliseconds %5$s 700
        sentinel failover-timeout %5$s 3000
        """
        .formatted(HOST, port, directory, PASSWORD, MASTER_NAME, master.port());
  }

  private boolean isReady() {
    return ports.stream().allMatch(this::knowsTheOthers);
  }

  private boolean knowsTheOthers(int port) {
    try (Jedis sentinel = connect(port)) {
      return sentinel.sentinelReplicas(MASTER_NAME).size() == 1
          && "slave".equals(sentinel.sentinelReplicas(MASTER_NAME).get(0).get("flags"))
          && sentinel.sentinelSentinels(MASTER_NAME).size() == SENTINELS - 1;
    } catch (JedisException notYet) {
      return false;
    }
  }

  private static Jedis connect(int port) {
    return new Jedis(
        new HostAndPort(HOST, port), DefaultJedisClientConfig.builder().password(PASSWORD).build());
  }

  /** The address for {@code redis.uri}. */
  public String uri() {
    return ports.stream()
        .map(port -> HOST + ":" + port)
        .collect(Collectors.joining(",", "redis+sentinel://", "/" + MASTER_NAME + "/0"));
  }

  /** Whom the Sentinels name; the port on 127.0.0.1. */
  public int namedPort() {
    try (Jedis sentinel = connect(ports.get(0))) {
      return Integer.parseInt(sentinel.sentinelGetMasterAddrByName(MASTER_NAME).get(1));
    }
  }

  /** The server that is the master at first. */
  public RedisServer master() {
    return master;
  }

  /** The server that is the replica at first. */
  public RedisServer replica() {
    return replica;
  }

  @Override
  public void close() {
    sentinels.stream().filter(ChildProcess::isAlive).forEach(ChildProcess::kill);
    master.close();
    replica.close();
    data.deleteIfTemporary();
  }
}
