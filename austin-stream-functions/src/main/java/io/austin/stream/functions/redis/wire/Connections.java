package io.austin.stream.functions.redis.wire;

import io.austin.stream.redis.ClusterSlots;
import io.austin.stream.redis.Masters;
import io.austin.stream.redis.RedisEndpoint;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * The connections to those who take writes: several to each, so that none need wait for us. One
 * server holds all keys; in a Redis Cluster each of the masters holds some slots.
 */
public final class Connections implements Closeable {
  /**
   * While one waits for its reply, the other keeps Redis at work. Whoever else uses Redis waits for
   * what has come over all of them.
   */
  private static final int TO_EACH = 2;

  private final List<HostAndPort> masters;
  private final @Nullable ClusterSlots slots;
  private final List<RedisChannel> channels = new ArrayList<>();

  private Connections(List<HostAndPort> masters, @Nullable ClusterSlots slots) {
    this.masters = masters;
    this.slots = slots;
  }

  /**
   * Finds out who takes writes, and connects.
   *
   * @param known masters of before, who may know of others since
   * @param timeout how long to wait for a connection or a reply
   * @param within how long those together may take who are asked and answer nothing
   * @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached or refuses
   */
  static Connections open(
      RedisEndpoint endpoint, List<HostAndPort> known, Duration timeout, Duration within) {
    ClusterSlots slots =
        endpoint.isCluster() ? ClusterSlots.of(endpoint, known, timeout, within) : null;
    List<HostAndPort> masters =
        slots == null ? Masters.of(endpoint, timeout, within) : slots.masters();
    Connections opened = new Connections(masters, slots);
    try {
      for (HostAndPort master : masters) {
        opened.connect(endpoint, master, timeout);
      }
      return opened;
    } catch (RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  /**
   * Finds out again who holds which slot. The connections to nodes that still take writes are kept,
   * with nothing on its way over them; the others are closed.
   *
   * @param known nodes to ask first
   * @param within how long all together may take that answer nothing
   * @throws redis.clients.jedis.exceptions.JedisException when a connection is lost, or a node
   *     can't be reached or refuses; then all of these are to be closed
   */
  Connections afterMove(
      RedisEndpoint endpoint, List<HostAndPort> known, Duration timeout, Duration within) {
    channels.forEach(RedisChannel::dropReplies);
    ClusterSlots now = ClusterSlots.of(endpoint, known, timeout, within);
    Connections after = new Connections(now.masters(), now);
    try {
      for (HostAndPort master : after.masters) {
        int node = masters.indexOf(master);
        if (node < 0) {
          after.connect(endpoint, master, timeout);
        } else {
          after.channels.addAll(channels.subList(node * TO_EACH, (node + 1) * TO_EACH));
        }
      }
    } catch (RuntimeException failed) {
      after.close();
      throw failed;
    }
    channels.stream().filter(it -> !after.channels.contains(it)).forEach(RedisChannel::close);
    return after;
  }

  private void connect(RedisEndpoint endpoint, HostAndPort master, Duration timeout) {
    for (int i = 0; i < TO_EACH; i++) {
      RedisChannel channel = RedisChannel.open(endpoint, master, timeout);
      channels.add(channel);
      if (endpoint.kind() == RedisEndpoint.Kind.SENTINEL) {
        channel.requireMaster();
      }
    }
  }

  List<HostAndPort> masters() {
    return masters;
  }

  public List<RedisChannel> all() {
    return channels;
  }

  /** The number of nodes, which are counted from 0. */
  public int nodes() {
    return masters.size();
  }

  /** To which node the connection leads that is the n-th of {@link #all()}. */
  public int nodeOfConnection(int n) {
    return n / TO_EACH;
  }

  /** The node that holds a slot of the cluster. */
  public int node(int slot) {
    return slots == null ? 0 : slots.master(slot);
  }

  /** A connection to a node. */
  public RedisChannel to(int node) {
    return channels.get(node * TO_EACH);
  }

  /** A connection to the node that holds a key. */
  public RedisChannel holding(RedisKey key) {
    return to(slots == null ? 0 : slots.master(key.bucket(ClusterSlots.COUNT)));
  }

  /** How many replies have come over all of them. */
  long answers() {
    return channels.stream().mapToLong(RedisChannel::answers).sum();
  }

  @Override
  public void close() {
    channels.forEach(RedisChannel::close);
  }
}
