package io.austin.stream.functions.redis.wire;

import io.austin.stream.redis.RedisEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.IOUtils;

/**
 * One connection to Redis that never repeats anything by itself. Jedis connects and logs in;
 * commands go to the socket as they were encoded.
 */
public final class RedisChannel implements Closeable {
  private final Socket plain;
  private final Socket socket;
  private final Connection connection;
  private final RespReader replies;
  private volatile long sendingSince;
  private long questions;
  private long answers;

  private RedisChannel(SocketKeeper sockets, Connection connection) throws IOException {
    this.plain = sockets.plain();
    this.socket = sockets.last();
    this.connection = connection;
    this.replies = new RespReader(socket.getInputStream());
  }

  /**
   * Connects and logs in to one of an endpoint's servers.
   *
   * @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached or refuses
   */
  static RedisChannel open(RedisEndpoint endpoint, HostAndPort server, Duration timeout) {
    SocketKeeper sockets = new SocketKeeper(endpoint, server, timeout);
    Connection connection = new Connection(sockets, endpoint.clientConfig(timeout));
    try {
      return new RedisChannel(sockets, connection);
    } catch (IOException lost) {
      throw new JedisConnectionException("connection lost while logging in", lost);
    }
  }

  /**
   * Checks that this is a master. Reading from a replica shows fences of a while ago.
   *
   * @throws JedisConnectionException when it is a replica
   */
  void requireMaster() {
    RespBuffer out = new RespBuffer();
    out.command(1, Command.ROLE);
    send(out);
    if (receive() instanceof List<?> role && !Reply.text(role.get(0)).equals("master")) {
      close();
      throw new JedisConnectionException("the server is a " + Reply.text(role.get(0)));
    }
  }

  /**
   * Sends all commands of the buffer and empties it. Where Redis reads nothing that takes for ever,
   * as sockets know no limit for it: {@link Redis} looks after {@link #isStuck}.
   */
  public void send(RespBuffer commands) {
    questions += commands.commands();
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
  public @Nullable Object receive() {
    try {
      Object reply = replies.read();
      answers++;
      return reply;
    } catch (IOException lost) {
      throw new JedisConnectionException("no reply", lost);
    }
  }

  /**
   * Waits for the replies that nobody has read, and drops them.
   *
   * @throws JedisConnectionException when the connection is lost or one is overdue
   */
  void dropReplies() {
    while (answers < questions) {
      receive();
    }
  }

  /** How many replies have come. */
  long answers() {
    return answers;
  }

  /** Ends the connection; a thread that is waiting on it wakes with an exception. */
  @Override
  public void close() {
    try {
      plain.close(); // under TLS too: to end that in order would wait for whoever sends
    } catch (IOException alreadyGone) {
      connection.setBroken();
    }
  }

  /** Keeps the socket that Jedis logs in over, so that encoded commands can be written to it. */
  private static final class SocketKeeper implements JedisSocketFactory {
    private final RedisEndpoint endpoint;
    private final HostAndPort server;
    private final JedisSocketFactory factory;
    private @Nullable Socket plain;
    private @Nullable Socket last;

    SocketKeeper(RedisEndpoint endpoint, HostAndPort server, Duration timeout) {
      this.endpoint = endpoint;
      this.server = server;
      JedisClientConfig unencrypted =
          DefaultJedisClientConfig.builder()
              .timeoutMillis(Math.toIntExact(timeout.toMillis()))
              .build();
      this.factory = new DefaultJedisSocketFactory(server, unencrypted);
    }

    @Override
    public Socket createSocket() {
      Socket connected = factory.createSocket();
      plain = connected;
      try {
        Socket secured = endpoint.secured(connected, server);
        last = secured;
        return secured;
      } catch (IOException refused) {
        IOUtils.closeQuietly(connected);
        throw new JedisConnectionException("cannot speak TLS with " + server, refused);
      }
    }

    Socket plain() {
      return connected(plain);
    }

    Socket last() {
      return connected(last);
    }

    private static Socket connected(@Nullable Socket socket) {
      if (socket == null) {
        throw new IllegalStateException("Jedis is not connected");
      }
      return socket;
    }
  }
}
