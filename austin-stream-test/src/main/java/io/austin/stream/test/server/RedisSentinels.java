package io.austin.stream.test.server;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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
  private final RedisServer master;
  private final RedisServer replica;
  private final List<RedisServer> sentinels = new ArrayList<>();

  private RedisSentinels(@Nullable Certificates certificates, String user, Opened opened) {
    this.certificates = certificates;
    master = opened.add(server(user).start());
    replica = opened.add(server(user).setting("replicaof", HOST + " " + port(master)).start());
    for (int i = 0; i < SENTINELS; i++) {
      sentinels.add(opened.add(sentinel().start()));
    }
    Awaitility.await("the Sentinels know each other")
        .atMost(START_LIMIT)
        .pollInSameThread()
        .ignoreExceptionsInstanceOf(JedisException.class)
        .until(() -> sentinels.stream().allMatch(RedisSentinels::knowsTheOthers));
  }

  private RedisServer.Builder server(String user) {
    RedisServer.Builder server = RedisServer.builder().setting("repl-diskless-sync-delay", "0");
    return certificates == null
        ? server
        : server.securedReplication(certificates, PASSWORD).setting("user", user);
  }

  private RedisServer.Builder sentinel() {
    RedisServer.Builder sentinel =
        RedisServer.builder()
            .sentinel()
            .password(PASSWORD)
            .setting("sentinel sentinel-pass", PASSWORD)
            .setting("sentinel monitor", MASTER_NAME + " " + HOST + " " + port(master) + " 2")
            .setting("sentinel down-after-milliseconds", MASTER_NAME + " 700")
            .setting("sentinel failover-timeout", MASTER_NAME + " 3000");
    return certificates == null
        ? sentinel
        : sentinel
            .tls(certificates)
            .setting("tls-replication", "yes")
            .setting("sentinel auth-pass", MASTER_NAME + " " + PASSWORD);
  }

  /** Starts all, and waits until the Sentinels know each other and the replica. */
  public static RedisSentinels start() {
    return start(null, "");
  }

  /**
   * The same, where everybody speaks TLS with everybody, and Redis asks for the password too.
   *
   * @param user somebody else that Redis lets in, as in a {@code user} line of redis.conf
   */
  public static RedisSentinels startSecured(Certificates certificates, String user) {
    return start(certificates, user);
  }

  private static RedisSentinels start(@Nullable Certificates certificates, String user) {
    return Opened.whole(opened -> new RedisSentinels(certificates, user, opened));
  }

  /** The port that the Sentinels, and clients where all is secured, know a server by. */
  private int port(RedisServer server) {
    return certificates == null ? server.port() : server.tlsPort();
  }

  private static boolean knowsTheOthers(RedisServer server) {
    try (Jedis sentinel = new Jedis(URI.create(server.uri()))) {
      return sentinel.sentinelReplicas(MASTER_NAME).size() == 1
          && "slave".equals(sentinel.sentinelReplicas(MASTER_NAME).get(0).get("flags"))
          && sentinel.sentinelSentinels(MASTER_NAME).size() == SENTINELS - 1;
    }
  }

  /** The address for {@code redis.uri}, without a user. */
  public String uri() {
    String scheme = certificates == null ? "redis+sentinel://" : "rediss+sentinel://";
    return sentinels.stream()
        .map(sentinel -> HOST + ":" + port(sentinel))
        .collect(Collectors.joining(",", scheme, "/" + MASTER_NAME + "/0"));
  }

  /** Whether the Sentinels name the replica as the master. */
  public boolean isFailedOver() {
    try (Jedis sentinel = new Jedis(URI.create(sentinels.get(0).uri()))) {
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
    sentinels.forEach(RedisServer::close);
    master.close();
    replica.close();
  }
}
