package io.austin.stream.functions.redis;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One connection to Redis that never repeats anything by itself. Jedis connects and logs in;
 * commands go to the socket as they were encoded.
 */
final class RedisChannel implements Closeable {
  private final Socket socket;
  private final Connection connection;
  private final RespReader replies;
  private volatile long sendingSince;

  private RedisChannel(Socket socket, Connection connection) throws IOException {
    this.socket = socket;
    this.connection = connection;
    this.replies = new RespReader(socket.getInputStream());
  }

  /**
   * Connects and logs in.
   *
   * @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached or refuses
   */
  static RedisChannel open(RedisEndpoint endpoint, Duration timeout) {
    JedisClientConfig config = endpoint.clientConfig(timeout);
    SocketKeeper sockets = new SocketKeeper(endpoint, config);
    Connection connection = new Connection(sockets, config);
    try {
      return new RedisChannel(sockets.last(), connection);
    } catch (IOException lost) {
      throw new JedisConnectionException("connection lost while logging in", lost);
    }
  }

  /**
   * Sends all commands of the buffer and empties it. Where Redis reads nothing that may take for
   * ever: sockets know no limit for that. Somebody else has to look after {@link #isStuck}.
   */
  void send(RespBuffer commands) {
    sendingSince = System.nanoTime() | 1; // 0 is for not sending
    try {
      commands.drainTo(socket.getOutputStream());
    } catch (IOException lost) {
      throw new JedisConnectionException("connection lost while sending", lost);
    } finally {
      sendingSince = 0;
    }
  }

  /** Whether what is being sent has been so for longer than this. */
  boolean isStuck(Duration limit) {
    long since = sendingSince;
    return since != 0 && System.nanoTime() - since > limit.toNanos();
  }

  /**
   * The next reply: a {@link Long}, {@code byte[]}, list or {@code null}; an error that Redis
   * replied is returned as the {@link JedisDataException} that it would be.
   *
   * @throws JedisConnectionException when the connection is lost or the reply is overdue
   */
  @Nullable Object receive() {
    try {
      return replies.read();
    } catch (IOException lost) {
      throw new JedisConnectionException("no reply", lost);
    }
  }

  /** Ends the connection; a thread that is waiting on it wakes with an exception. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      connection.setBroken();
    }
  }

  /** Keeps the socket that Jedis connects, so that encoded commands can be written to it. */
  private static final class SocketKeeper implements JedisSocketFactory {
    private final JedisSocketFactory factory;
    private @Nullable Socket last;

    SocketKeeper(RedisEndpoint endpoint, JedisClientConfig config) {
      this.factory = new DefaultJedisSocketFactory(endpoint.address(), config);
    }

    @Override
    public Socket createSocket() {
      Socket socket = factory.createSocket();
      last = socket;
      return socket;
    }

    Socket last() {
      if (last == null) {
        throw new IllegalStateException("Jedis is not connected");
      }
      return last;
    }
  }
}
