package io.austin.stream.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  /** What the Sentinels ask for, and Redis itself where it is secured. */
  public static final String PASSWORD = "whoisthere";

  private static final String HOST = "127.0.0.1";
  private static final String MASTER_NAME = "traces";
  private static final int SENTINELS = 3;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final @Nullable Certificates certificates;
  private final DataDirectory data = DataDirectory.of(null, "austin-stream-sentinels");
  private final RedisServer master;
  private final RedisServer replica;
  private final List<Integer> ports = new ArrayList<>();
  private final List<ChildProcess> sentinels = new ArrayList<>();

  private RedisSentinels(@Nullable Certificates certificates, String user) {
    this.certificates = certificates;
    master = server(user).start();
    replica = server(user).setting("replicaof", HOST + " " + port(master)).start();
  }

  private RedisServer.Builder server(String user) {
    RedisServer.Builder server = RedisServer.builder().setting("repl-diskless-sync-delay", "0");
    return certificates == null
        ? server
        : server.securedReplication(certificates, PASSWORD).setting("user", user);
  }

  /** Starts all, and waits until the Sentinels know each other and the replica. */
  public static RedisSentinels start() {
    return start(new RedisSentinels(null, ""));
  }

  /**
   * The same, where everybody speaks TLS with everybody, and Redis asks for the password too.
   *
   * @param user somebody else that Redis lets in, as in a {@code user} line of redis.conf
   */
  public static RedisSentinels startSecured(Certificates certificates, String user) {
    return start(new RedisSentinels(certificates, user));
  }

  private static RedisSentinels start(RedisSentinels started) {
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
            List.of(
                RedisExecutable.standard().path().toString(),
                configuration.toString(),
                "--sentinel"),
            directory.resolve("sentinel.log")));
  }

  private String configuration(int port, Path directory) {
    return """
        bind %1$s
        %7$s
        dir "%3$s"
        requirepass %4$s
        sentinel sentinel-pass %4$s
        sentinel monitor %5$s %1$s %6$d 2
        sentinel down-after-milliseconds %5$s 700
        sentinel failover-timeout %5$s 3000
        %8$s
        """
        .formatted(
            HOST, port, directory, PASSWORD, MASTER_NAME, port(master), transport(port), login());
  }

  private String login() {
    return certificates == null ? "" : "sentinel auth-pass " + MASTER_NAME + " " + PASSWORD;
  }

  private String transport(int port) {
    return certificates == null
        ? "port " + port
        : """
        port 0
        tls-port %d
        tls-cert-file "%s"
        tls-key-file "%s"
        tls-ca-cert-file "%s"
        tls-auth-clients no
        tls-replication yes"""
            .formatted(
                port, certificates.certificate(), certificates.key(), certificates.authority());
  }

  /** The port that the Sentinels know a server by. */
  private int port(RedisServer server) {
    return certificates == null ? server.port() : server.tlsPort();
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

  private Jedis connect(int port) {
    DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder().password(PASSWORD);
    if (certificates != null) {
      config.ssl(true).sslSocketFactory(certificates.trustingClients());
    }
    return new Jedis(new HostAndPort(HOST, port), config.build());
  }

  /** The address for {@code redis.uri}, without a user. */
  public String uri() {
    return ports.stream()
        .map(port -> HOST + ":" + port)
        .collect(
            Collectors.joining(
                ",",
                certificates == null ? "redis+sentinel://" : "rediss+sentinel://",
                "/" + MASTER_NAME + "/0"));
  }

  /** Whether the Sentinels name the replica as the master. */
  public boolean isFailedOver() {
    try (Jedis sentinel = connect(ports.get(0))) {
      String named = sentinel.sentinelGetMasterAddrByName(MASTER_NAME).get(1);
      return Integer.parseInt(named) == port(replica);
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
