package io.austin.stream.test.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A Redis Cluster: three masters that share the slots evenly, and a replica of the first of them.
 * The masters may change places with the replica, and others may come.
 *
 * <pre>{@code
 * try (RedisCluster redis = RedisCluster.start()) {
 *   connect(redis.uri());
 *   redis.move(0, 100, redis.node(0), redis.node(1)); // while somebody writes
 *   redis.node(0).kill(); // its replica takes over in a second or two
 * }
 * }</pre>
 */
public final class RedisCluster implements AutoCloseable {
  /** What Redis asks for where it is secured. */
  public static final String PASSWORD = "whoisthere";

  private static final String HOST = "127.0.0.1";
  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;
  private static final int KEYS_AT_A_TIME = 100;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private final List<RedisServer> nodes = new ArrayList<>();
  private final RedisServer[] owners = new RedisServer[SLOTS];
  private final @Nullable Certificates certificates;

  private final RedisExecutable executable;
  private final IntUnaryOperator announcedPort;

  private RedisCluster(
      RedisExecutable executable,
      @Nullable Certificates certificates,
      IntUnaryOperator announcedPort) {
    this.executable = executable;
    this.certificates = certificates;
    this.announcedPort = announcedPort;
  }

  /** Starts the nodes and waits until all agree who has what. */
  public static RedisCluster start() {
    return start(RedisExecutable.standard());
  }

  /** The same, of nodes that run this program. */
  public static RedisCluster start(RedisExecutable executable) {
    return start(executable, port -> port);
  }

  /**
   * The same, of nodes that say to be reached elsewhere.
   *
   * @param announcedPort to the port that a node listens on, the one that it says to be reached at
   */
  public static RedisCluster start(RedisExecutable executable, IntUnaryOperator announcedPort) {
    return new RedisCluster(executable, null, announcedPort).start("", MASTERS + 1);
  }

  /** The same without the replica. */
  public static RedisCluster startMasters(RedisExecutable executable) {
    return new RedisCluster(executable, null, port -> port).start("", MASTERS);
  }

  /**
   * A cluster of one node, which has all slots.
   *
   * @param announcedPort to the port that it listens on, the one that it says to be reached at
   */
  public static RedisServer startOneNode(
      RedisExecutable executable, IntUnaryOperator announcedPort) {
    int port = FreePort.nextWithBus();
    RedisServer node =
        RedisServer.builder()
            .executable(executable)
            .port(port)
            .setting("cluster-enabled", "yes")
            .setting("cluster-announce-ip", HOST)
            .setting("cluster-announce-port", Integer.toString(announcedPort.applyAsInt(port)))
            .setting("cluster-announce-bus-port", Integer.toString(port + FreePort.BUS))
            .start();
    cluster(node, slots(0, SLOTS));
    await(() -> info(node).contains("cluster_state:ok"));
    return node;
  }

  /**
   * The same, where everybody speaks TLS with everybody, and Redis asks for the password.
   *
   * @param user somebody else that Redis lets in, as in a {@code user} line of redis.conf
   */
  public static RedisCluster startSecured(
      RedisExecutable executable, Certificates certificates, String user) {
    return new RedisCluster(executable, certificates, port -> port).start(user, MASTERS + 1);
  }

  private RedisCluster start(String user, int size) {
    try {
      for (int i = 0; i < size; i++) {
        nodes.add(startNode(user));
      }
      join();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private RedisServer startNode(String user) {
    RedisServer.Builder node =
        RedisServer.builder()
            .executable(executable)
            .setting("cluster-enabled", "yes")
            .setting("cluster-node-timeout", "3000")
            .setting("cluster-require-full-coverage", "no")
            .setting("repl-diskless-sync-delay", "0");
    int port = FreePort.nextWithBus();
    int announced = announcedPort.applyAsInt(port);
    if (announced != port) {
      node.setting("cluster-announce-ip", HOST)
          .setting("cluster-announce-port", Integer.toString(announced))
          .setting("cluster-announce-bus-port", Integer.toString(port + FreePort.BUS));
    }
    return certificates == null
        ? node.port(port).start()
        : node.tlsPort(port)
            .securedReplication(certificates, PASSWORD)
            .setting("tls-cluster", "yes")
            .setting("user", user)
            .start();
  }

  /** The port that the nodes know one by. */
  private int port(RedisServer node) {
    return certificates == null ? node.port() : node.tlsPort();
  }

  private void join() {
    for (int i = 0; i < MASTERS; i++) {
      cluster(nodes.get(i), "SET-CONFIG-EPOCH", Integer.toString(i + 1));
      int from = i * SLOTS / MASTERS;
      int to = (i + 1) * SLOTS / MASTERS;
      cluster(nodes.get(i), slots(from, to));
      Arrays.fill(owners, from, to, nodes.get(i));
    }
    for (RedisServer other : nodes.subList(1, nodes.size())) {
      cluster(nodes.get(0), "MEET", HOST, Integer.toString(port(other)));
    }
    String all = "cluster_known_nodes:" + nodes.size();
    await(() -> nodes.stream().allMatch(node -> info(node).contains(all)));
    if (nodes.size() > MASTERS) {
      cluster(nodes.get(MASTERS), "REPLICATE", id(nodes.get(0)));
    }
    await(() -> nodes.stream().allMatch(node -> info(node).contains("cluster_state:ok")));
    if (nodes.size() > MASTERS) {
      RedisServer replica = nodes.get(MASTERS);
      await(() -> nodes.stream().allMatch(node -> reply(node, "NODES").contains("slave")));
      await(() -> replica.client().info("replication").contains("master_link_status:up"));
    }
  }

  private static String[] slots(int from, int to) {
    return Stream.concat(
            Stream.of("ADDSLOTS"), IntStream.range(from, to).mapToObj(Integer::toString))
        .toArray(String[]::new);
  }

  /** The address for {@code redis.uri}, without a user. */
  public String uri() {
    return nodes.stream()
        .limit(MASTERS)
        .map(node -> HOST + ":" + port(node))
        .collect(
            Collectors.joining(
                ",", certificates == null ? "redis+cluster://" : "rediss+cluster://", ""));
  }

  /** A node: 0 to 2 are masters, 3 is the replica of 0 where there is one; see {@link #settle}. */
  public RedisServer node(int number) {
    return nodes.get(number);
  }

  /** Whether the replica has taken over. */
  public boolean isFailedOver() {
    return reply(nodes.get(MASTERS), "NODES")
        .lines()
        .anyMatch(line -> line.contains("myself,master"));
  }

  /** Waits until the replica has taken over. */
  public void awaitFailover() {
    await(this::isFailedOver);
  }

  /**
   * Waits until all nodes agree that every slot has a master, and the replica has caught up with
   * its own; whichever of the two took over is {@link #node} 0 then.
   */
  public void settle() {
    await(() -> nodes.stream().allMatch(node -> info(node).contains("cluster_state:ok")));
    await(() -> isMaster(nodes.get(0)) != isMaster(nodes.get(MASTERS)));
    if (isMaster(nodes.get(MASTERS))) {
      RedisServer master = nodes.get(MASTERS);
      RedisServer replica = nodes.get(0);
      Arrays.setAll(owners, slot -> replica.equals(owners[slot]) ? master : owners[slot]);
      nodes.set(0, master);
      nodes.set(MASTERS, replica);
    }
    RedisServer replica = nodes.get(MASTERS);
    await(() -> replica.client().info("replication").contains("master_link_status:up"));
  }

  private static boolean isMaster(RedisServer node) {
    return node.client().info("replication").contains("role:master");
  }

  /** Adds a master that has no slots yet; returns when all nodes know it. */
  public RedisServer add() {
    RedisServer added = startNode("");
    nodes.add(added);
    cluster(nodes.get(0), "MEET", HOST, Integer.toString(port(added)));
    String all = "cluster_known_nodes:" + nodes.size();
    await(() -> nodes.stream().allMatch(node -> info(node).contains(all)));
    await(() -> info(added).contains("cluster_state:ok"));
    return added;
  }

  /** Takes an added master out again, which has no slots any more. */
  public void remove(RedisServer added) {
    String id = id(added);
    nodes.remove(added);
    added.close();
    nodes.forEach(node -> cluster(node, "FORGET", id));
  }

  /** Those that have slots, by what was last known. */
  public List<RedisServer> masters() {
    return Stream.of(owners).distinct().toList();
  }

  /** The slot that a key lies in. */
  public int slotOf(String key) {
    return JedisClusterCRC16.getSlot(key);
  }

  /** The master that a slot was given to last; its replica may have taken over since. */
  public RedisServer owner(int slot) {
    return owners[slot];
  }

  /** Moves slots with their keys, one after another, as redis-cli does it. */
  public void move(int fromSlot, int toSlot, RedisServer from, RedisServer to) {
    for (int slot = fromSlot; slot < toSlot; slot++) {
      move(Integer.toString(slot), from, to);
      owners[slot] = to;
    }
  }

  private void move(String slot, RedisServer from, RedisServer to) {
    if (from.equals(to)) {
      return;
    }
    beginMove(slot, from, to);
    for (List<String> keys = keys(from, slot); !keys.isEmpty(); keys = keys(from, slot)) {
      migrate(keys, from, to);
    }
    cluster(to, "SETSLOT", slot, "NODE", id(to));
    try {
      cluster(from, "SETSLOT", slot, "NODE", id(to));
    } catch (JedisDataException refused) {
      // It has heard of it, had no other slot, and so follows the one that has them now.
      if (!String.valueOf(refused.getMessage()).contains("only with masters")) {
        throw refused;
      }
    }
  }

  /** Leaves a slot on its way, with half of its keys moved; {@link #move} takes the others. */
  public void moveHalf(int slot, RedisServer from, RedisServer to) {
    String name = Integer.toString(slot);
    beginMove(name, from, to);
    List<String> keys = keys(from, name);
    migrate(keys.subList(0, keys.size() / 2), from, to);
  }

  /** Leaves a slot on its way before any of its keys has moved; {@link #move} takes them. */
  public void beginMove(int slot, RedisServer from, RedisServer to) {
    beginMove(Integer.toString(slot), from, to);
  }

  private static void beginMove(String slot, RedisServer from, RedisServer to) {
    cluster(to, "SETSLOT", slot, "IMPORTING", id(from));
    cluster(from, "SETSLOT", slot, "MIGRATING", id(to));
  }

  private void migrate(List<String> keys, RedisServer from, RedisServer to) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(HOST, Integer.toString(port(to)), "", "0", "10000"));
    if (certificates != null) {
      words.addAll(List.of("AUTH", PASSWORD));
    }
    words.add("KEYS");
    words.addAll(keys);
    from.client().sendCommand(Command.MIGRATE, words.toArray(String[]::new));
  }

  /** Lets the replica in again that was cut off. */
  public void letReplicaIn() {
    for (RedisServer node : List.of(nodes.get(0), nodes.get(MASTERS))) {
      node.client().configSet("masteruser", "");
      node.client().configSet("masterauth", "");
    }
  }

  /** Leaves the replica with what it has: its master does not let it in any more. */
  public void cutOffReplica() {
    RedisServer replica = nodes.get(MASTERS);
    replica.client().configSet("masteruser", "nobody");
    replica.client().configSet("masterauth", "nothing");
    nodes.get(0).client().sendCommand(Command.CLIENT, "KILL", "TYPE", "replica");
    await(() -> replica.client().info("replication").contains("master_link_status:down"));
  }

  private static List<String> keys(RedisServer node, String slot) {
    List<?> keys = (List<?>) cluster(node, "GETKEYSINSLOT", slot, Integer.toString(KEYS_AT_A_TIME));
    return keys.stream().map(RedisCluster::text).toList();
  }

  private static String id(RedisServer node) {
    return reply(node, "MYID");
  }

  private static String info(RedisServer node) {
    return reply(node, "INFO");
  }

  private static String reply(RedisServer node, String... words) {
    return text(cluster(node, words));
  }

  private static Object cluster(RedisServer node, String... words) {
    RedisClient client = node.client();
    return client.sendCommand(Command.CLUSTER, words);
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await("the cluster is ready")
        .atMost(START_LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .pollInSameThread()
        .ignoreExceptionsInstanceOf(JedisException.class)
        .until(condition);
  }

  @Override
  public void close() {
    nodes.forEach(RedisServer::close);
  }
}
