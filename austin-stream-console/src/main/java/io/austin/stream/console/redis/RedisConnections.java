package io.austin.stream.console.redis;

import io.austin.stream.redis.RedisClients;
import io.austin.stream.redis.RedisEndpoint;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The connections to Redis, of which there are few and which never wait for long. After a failure
 * nobody tries again for a moment: readers are told at once instead of waiting one by one.
 */
public final class RedisConnections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisConnections.class);
  private static final int MAX_CONNECTIONS = 32;
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private final RedisEndpoint endpoint;
  private final Duration timeout;
  private volatile @Nullable UnifiedJedis client;
  private volatile @Nullable Failure failure;

  /**
   * Connections to be opened when they are needed.
   *
   * @param timeout how long to wait for a connection, and for a reply
   */
  public RedisConnections(RedisEndpoint endpoint, Duration timeout) {
    this.endpoint = endpoint;
    this.timeout = timeout;
  }

  /** Opened late: to a cluster Jedis makes no client as long as none of its nodes answers. */
  private UnifiedJedis client() {
    UnifiedJedis open = client;
    return open == null ? open() : open;
  }

  private synchronized UnifiedJedis open() {
    UnifiedJedis open = client;
    if (open == null) {
      open = RedisClients.open(endpoint, timeout, pool(timeout));
      client = open;
    }
    return open;
  }

  /**
   * Sends commands in one go and makes something of the replies.
   *
   * @param commands adds commands, and returns what to do with their replies
   * @throws RedisUnavailableException when Redis does not answer
   * @throws RedisBusyException when no connection is free in time
   */
  public <T> T read(Function<AbstractPipeline, Reading<T>> commands) {
    Failure last = failure;
    if (last != null && System.nanoTime() - last.at() < PAUSE_NANOS) {
      throw last.exception();
    }
    try {
      return attempt(commands);
    } catch (JedisConnectionException | JedisClusterOperationException broken) {
      forgetIdleConnections(); // reading twice is harmless
      if (broken.getCause() instanceof SocketTimeoutException) {
        throw unavailable("Redis at " + endpoint.servers() + " is too slow; try again.", broken);
      }
      return lastAttempt(commands);
    }
  }

  /** Those that were idle while Redis restarted or failed over are all broken. */
  private void forgetIdleConnections() {
    if (client() instanceof RedisClient single) {
      single.getPool().clear();
    }
  }

  private <T> T lastAttempt(Function<AbstractPipeline, Reading<T>> commands) {
    try {
      return attempt(commands);
    } catch (JedisConnectionException | JedisClusterOperationException gone) {
      throw unavailable("Redis at " + endpoint.servers() + " does not answer; try again.", gone);
    }
  }

  private <T> T attempt(Function<AbstractPipeline, Reading<T>> commands) {
    UnifiedJedis redis = client();
    try (AbstractPipeline pipeline =
        endpoint.isCluster() ? new ReadsOneByOne(redis) : redis.pipelined()) {
      Reading<T> replies = commands.apply(pipeline);
      pipeline.sync();
      T result = replies.get();
      failure = null;
      return result;
    } catch (JedisConnectionException | JedisClusterOperationException broken) {
      throw broken;
    } catch (JedisException failed) {
      if (failed.getCause() instanceof NoSuchElementException) {
        throw new RedisBusyException(failed);
      }
      throw unavailable(
          "Redis at " + endpoint.servers() + " refuses to answer; see the log.", failed);
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
  public synchronized void close() {
    UnifiedJedis open = client;
    if (open != null) {
      open.close();
    }
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
