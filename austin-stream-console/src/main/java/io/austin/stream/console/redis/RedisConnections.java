package io.austin.stream.console.redis;

import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The connections to Redis, of which there are few and which never wait for long. After a failure
 * nobody tries again for a moment: readers are told at once instead of waiting one by one.
 */
public final class RedisConnections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisConnections.class);
  private static final int MAX_CONNECTIONS = 32;
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private final RedisClient client;
  private final String address;
  private volatile @Nullable Failure failure;

  /**
   * Connections to be opened when they are needed.
   *
   * @param uri {@code redis://[user:password@]host:port/db}, or {@code rediss://}
   * @param timeout how long to wait for a connection, and for a reply
   */
  public RedisConnections(URI uri, Duration timeout) {
    HostAndPort server = JedisURIHelper.getHostAndPort(uri);
    address = server.toString();
    client =
        RedisClient.builder()
            .hostAndPort(server)
            .clientConfig(login(uri, timeout))
            .poolConfig(pool(timeout))
            .build();
  }

  /**
   * Sends commands in one go and makes something of the replies.
   *
   * @param commands adds commands, and returns what to do with their replies
   * @throws RedisUnavailableException when Redis does not answer
   * @throws RedisBusyException when no connection is free in time
   */
  public <T> T read(Function<Pipeline, Reading<T>> commands) {
    Failure last = failure;
    if (last != null && System.nanoTime() - last.at() < PAUSE_NANOS) {
      throw last.exception();
    }
    try {
      return attempt(commands);
    } catch (JedisConnectionException broken) {
      // Connections that were idle while Redis restarted are all broken. Reading twice is harmless.
      client.getPool().clear();
      if (broken.getCause() instanceof SocketTimeoutException) {
        throw unavailable("Redis at " + address + " is too slow; try again.", broken);
      }
      return lastAttempt(commands);
    }
  }

  private <T> T lastAttempt(Function<Pipeline, Reading<T>> commands) {
    try {
      return attempt(commands);
    } catch (JedisConnectionException gone) {
      throw unavailable("Redis at " + address + " does not answer; try again.", gone);
    }
  }

  private <T> T attempt(Function<Pipeline, Reading<T>> commands) {
    try (Pipeline pipeline = client.pipelined()) {
      Reading<T> replies = commands.apply(pipeline);
      pipeline.sync();
      T result = replies.get();
      failure = null;
      return result;
    } catch (JedisConnectionException broken) {
      throw broken;
    } catch (JedisException failed) {
      if (failed.getCause() instanceof NoSuchElementException) {
        throw new RedisBusyException(failed);
      }
      throw unavailable("Redis at " + address + " refuses to answer; see the log.", failed);
    }
  }

  private RedisUnavailableException unavailable(String message, JedisException cause) {
    if (failure == null) {
      LOG.warn("{} ({})", message, cause.getMessage());
    }
    RedisUnavailableException unavailable = new RedisUnavailableException(message, cause);
    failure = new Failure(unavailable, System.nanoTime());
    return unavailable;
  }

  @Override
  public void close() {
    client.close();
  }

  private static JedisClientConfig login(URI uri, Duration timeout) {
    return DefaultJedisClientConfig.builder(uri)
        .timeoutMillis(Math.toIntExact(timeout.toMillis()))
        .protocol(RedisProtocol.RESP2)
        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
        .build();
  }

  private static ConnectionPoolConfig pool(Duration timeout) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(MAX_CONNECTIONS);
    pool.setMaxIdle(MAX_CONNECTIONS);
    pool.setMaxWait(timeout);
    pool.setJmxEnabled(false);
    return pool;
  }

  private record Failure(RedisUnavailableException exception, long at) {}

  /** What is made of a pipeline's replies once all of them are there. */
  @FunctionalInterface
  public interface Reading<T> {
    T get();
  }
}
