package io.austin.stream.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Which master of a Redis Cluster holds which slot, as one of its nodes told. */
public final class ClusterSlots {
  /** How many there are in every Redis Cluster. */
  public static final int COUNT = 16_384;

  /** What is said of a cluster whose nodes keep to themselves where they are, as Redis 7 may. */
  public static final String NO_ENDPOINT =
      "its nodes do not say where they are reached: set cluster-preferred-endpoint-type ip, or"
          + " hostname and on each node cluster-announce-hostname";

  /** What a node says that is to name its host and has none. */
  private static final String NO_HOSTNAME = "?";

  private final List<HostAndPort> masters;
  private final int[] masterBySlot;

  private ClusterSlots(List<HostAndPort> masters, int[] masterBySlot) {
    this.masters = masters;
    this.masterBySlot = masterBySlot;
  }

  /**
   * Asks the first node that answers.
   *
   * @param known nodes to ask before those that the address names
   * @param timeout how long to wait for a connection or a reply
   * @param within how long all nodes together may take that answer nothing
   * @throws JedisConnectionException when none can be reached
   * @throws JedisDataException when none of those reached can tell of all slots, or where the
   *     masters are
   */
  public static ClusterSlots of(
      RedisEndpoint endpoint, List<HostAndPort> known, Duration timeout, Duration within) {
    Set<HostAndPort> candidates = new LinkedHashSet<>(known);
    candidates.addAll(endpoint.nodes());
    SharedTime time = new SharedTime(timeout, within, candidates.size());
    JedisException trouble = null;
    for (HostAndPort node : candidates) {
      if (Thread.currentThread().isInterrupted()) {
        throw new JedisConnectionException("interrupted before a node answered");
      }
      try (Jedis jedis = new Jedis(node, endpoint.clientConfig(time.next()))) {
        return of(jedis.clusterSlots(), node);
      } catch (JedisException failed) {
        // A node that answers tells more than one that does not.
        trouble = trouble == null || failed instanceof JedisDataException ? failed : trouble;
      }
    }
    throw trouble == null ? new JedisConnectionException("no node is named") : trouble;
  }

  /** The same, for as long as it takes to ask all of them. */
  public static ClusterSlots of(RedisEndpoint endpoint, Duration timeout) {
    return of(endpoint, List.of(), timeout, timeout.multipliedBy(endpoint.nodes().size()));
  }

  private static ClusterSlots of(List<Object> ranges, HostAndPort asked) {
    List<HostAndPort> masters = new ArrayList<>();
    int[] masterBySlot = new int[COUNT];
    Arrays.fill(masterBySlot, -1);
    for (Object range : ranges) {
      List<?> parts = (List<?>) range; // first slot, last slot, master, replicas
      HostAndPort master = address((List<?>) parts.get(2), asked);
      if (!masters.contains(master)) {
        masters.add(master);
      }
      int last = Math.toIntExact((Long) parts.get(1));
      for (int slot = Math.toIntExact((Long) parts.get(0)); slot <= last; slot++) {
        masterBySlot[slot] = masters.indexOf(master);
      }
    }
    long missing = Arrays.stream(masterBySlot).filter(master -> master < 0).count();
    if (missing > 0) {
      throw new JedisDataException("CLUSTERDOWN %d slots have no master".formatted(missing));
    }
    return new ClusterSlots(List.copyOf(masters), masterBySlot);
  }

  /** A node that has not met others yet does not know its own address: it is where it was asked. */
  private static HostAndPort address(List<?> node, HostAndPort asked) {
    if (node.get(0) == null || text(node.get(0)).equals(NO_HOSTNAME)) {
      throw new JedisDataException(NO_ENDPOINT);
    }
    String host = text(node.get(0));
    return new HostAndPort(
        host.isEmpty() ? asked.getHost() : host, Math.toIntExact((Long) node.get(1)));
  }

  private static String text(Object reply) {
    return reply instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(reply);
  }

  /** The masters that hold slots. */
  public List<HostAndPort> masters() {
    return masters;
  }

  /** The index among {@link #masters()} of the one that holds a slot. */
  public int master(int slot) {
    return masterBySlot[slot];
  }
}
