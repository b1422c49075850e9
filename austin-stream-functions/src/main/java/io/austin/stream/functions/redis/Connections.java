package io.austin.stream.functions.redis;

import io.austin.stream.redis.Masters;
import io.austin.stream.redis.RedisEndpoint;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.HostAndPort;

/** The connections to the Redis that takes writes, several, so that it need not wait for us. */
final class Connections implements Closeable {
  /** While one waits for its reply, the other keeps Redis at work; more were no faster. */
  private static final int CONNECTIONS = 2;

  private final List<RedisChannel> channels = new ArrayList<>();

  private Connections() {}

  /**
   * Finds out who takes writes, and connects.
   *
   * @param timeout how long to wait for a connection or a reply
   * @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached or refuses
   */
  static Connections open(RedisEndpoint endpoint, Duration timeout) {
    HostAndPort master = Masters.of(endpoint, timeout).get(0);
    Connections opened = new Connections();
    try {
      while (opened.channels.size() < CONNECTIONS) {
        RedisChannel channel = RedisChannel.open(endpoint, master, timeout);
        opened.channels.add(channel);
        if (endpoint.kind() == RedisEndpoint.Kind.SENTINEL) {
          channel.requireMaster();
        }
      }
      return opened;
    } catch (RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  List<RedisChannel> all() {
    return channels;
  }

  RedisChannel first() {
    return channels.get(0);
  }

  @Override
  public void close() {
    channels.forEach(RedisChannel::close);
  }
}
