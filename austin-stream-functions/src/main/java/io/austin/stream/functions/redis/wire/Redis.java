package io.austin.stream.functions.redis.wire;

import io.austin.stream.functions.QuietLog;
import io.austin.stream.redis.RedisEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis that may be away for a while. It holds its connections, drops them at the first trouble
 * and tries the whole attempt again on new ones, waiting longer each time; where slots of a cluster
 * have moved it keeps those that still lead to masters. What an attempt may repeat is the attempt's
 * own concern.
 */
public final class Redis implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** The shortest time after which Redis closes connections that are not used. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** How often to look whether the thread at work hangs where it does not wake by itself. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final RedisEndpoint endpoint;
  private final Duration timeout;
  private final Duration retryFor;
  private final Runnable retried;
  private final QuietLog log = new QuietLog(LOG, Duration.ofSeconds(10));
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Connections connections;
  private volatile @Nullable Thread atWork;
  private @Nullable Thread watch;
  private List<HostAndPort> masters = List.of();
  private long usedAt;
  private long progressedAt;
  private boolean lost;

  /**
   * A Redis that is not connected yet.
   *
   * @param timeout how long to wait for a connection or a reply
   * @param retryFor for how long it may be away
   * @param retried called whenever something is tried again
   */
  public Redis(RedisEndpoint endpoint, Duration timeout, Duration retryFor, Runnable retried) {
    this.endpoint = endpoint;
    this.timeout = timeout;
    this.retryFor = retryFor;
    this.retried = retried;
  }

  public boolean isCluster() {
    return endpoint.isCluster();
  }

  /** Something to do over the connections, all over again where one is lost. */
  public interface Attempt<T> {
    T on(Connections connections) throws RedisPipelineException;
  }

  /**
   * Does it, and again while Redis is away, for as long as it may be since it last did what it was
   * asked for. That Redis closed connections on which nothing was under way is no trouble: an idle
   * job's are, where Redis is set so.
   *
   * @throws RedisPipelineException naming Redis, when it stays away or refuses for good
   */
  public <T> T persistently(Attempt<T> attempt)
      throws RedisPipelineException, InterruptedException {
    atWork = Thread.currentThread();
    try {
      return attempts(attempt);
    } finally {
      atWork = null;
    }
  }

  /**
   * Does it over the connections that stand, or not at all: over new ones another server may
   * answer, or the same without its last writes.
   *
   * @return whether it is known to be done
   * @throws RedisPipelineException naming Redis, when it refuses for good
   */
  public boolean once(Attempt<?> attempt) throws RedisPipelineException, InterruptedException {
    Connections open = connections;
    if (open == null) {
      return false;
    }
    atWork = Thread.currentThread();
    try {
      attempt.on(open);
      usedAt = System.nanoTime();
      return true;
    } catch (JedisException trouble) {
      disconnect();
      throwIfStopped();
      lost |= trouble instanceof JedisConnectionException;
      if (!passes(trouble)) {
        throw new RedisPipelineException(
            "Redis at %s: %s".formatted(endpoint, reason(trouble)), trouble);
      }
      return false;
    } finally {
      atWork = null;
    }
  }

  private <T> T attempts(Attempt<T> attempt) throws RedisPipelineException, InterruptedException {
    long pause = FIRST_PAUSE.toNanos();
    progressed();
    while (true) {
      Connections idle = idle();
      long answers = idle == null ? 0 : idle.answers();
      try {
        throwIfStopped();
        T done = attempt.on(connected());
        usedAt = System.nanoTime();
        return done;
      } catch (RedisPipelineException failed) {
        disconnect(); // what was sent over another connection may not be answered yet
        throw failed;
      } catch (JedisException trouble) {
        JedisDataException redirection = redirection(trouble);
        if (redirection == null) {
          disconnect();
        }
        throwIfStopped();
        lost |= trouble instanceof JedisConnectionException;
        if (idle != null && idle.answers() == answers && isClosedByRedis(trouble)) {
          continue;
        }
        if (!passes(trouble) || remaining() <= 0) {
          disconnect();
          throw new RedisPipelineException(
              "Redis at %s: %s%s".formatted(endpoint, reason(trouble), advice(trouble)), trouble);
        }
        if (redirection != null) {
          follow(redirection);
        }
        if (redirection == null || isOverdue()) {
          retried.run();
          log.warn("Redis at {}: {}; trying again", endpoint, reason(trouble));
        }
      }
      closed.await(Math.min(pause, Math.max(remaining(), 0)), TimeUnit.NANOSECONDS);
      pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
    }
  }

  /** Redis did a part of what it is asked for: the time for which it may be away begins anew. */
  public void progressed() {
    progressedAt = System.nanoTime();
  }

  /** For how many nanoseconds more to try. */
  private long remaining() {
    return retryFor.toNanos() - sinceProgress();
  }

  private long sinceProgress() {
    return System.nanoTime() - progressedAt;
  }

  /** How long to ask who takes writes: as long as there is, and as long as one reply may take. */
  private Duration toFindOut() {
    return Duration.ofNanos(Math.max(remaining(), timeout.toNanos()));
  }

  /** That slots move is no trouble; that one is half-way for longer than a reply may take is. */
  private boolean isOverdue() {
    return sinceProgress() >= timeout.toNanos();
  }

  private @Nullable JedisDataException redirection(JedisException trouble) {
    return endpoint.isCluster()
            && trouble instanceof JedisDataException error
            && Redirection.is(error)
        ? error
        : null;
  }

  /** Goes where the slots are now, over the connections that there are. */
  private void follow(JedisDataException redirection) {
    Connections before = connections;
    HostAndPort target = Redirection.target(redirection);
    try {
      if (before != null) {
        List<HostAndPort> known = new ArrayList<>(masters);
        if (target != null) {
          known.add(0, target); // it has heard of the move
        }
        Connections after = before.afterMove(endpoint, known, timeout, toFindOut());
        masters = after.masters();
        connections = after;
      }
    } catch (JedisException trouble) {
      disconnect(); // the next attempt tells what is wrong
      lost |= trouble instanceof JedisConnectionException;
    }
  }

  /** The connections, where they were not used for so long that Redis may have closed them. */
  private @Nullable Connections idle() {
    return System.nanoTime() - usedAt >= IDLE.toNanos() ? connections : null;
  }

  private static boolean isClosedByRedis(JedisException trouble) {
    return trouble.getCause() instanceof IOException lost
        && !(lost instanceof SocketTimeoutException);
  }

  /**
   * Whether a connection was lost since this was asked for last. Who answers now may be another
   * server, which lacks what the one before had acknowledged.
   */
  public boolean wasLost() {
    boolean was = lost;
    lost = false;
    return was;
  }

  private void throwIfStopped() throws InterruptedException {
    if (closed.getCount() == 0 || Thread.interrupted()) {
      disconnect();
      throw new InterruptedException("closed, or the task is cancelled");
    }
  }

  private String advice(JedisException trouble) {
    return Redirection.is(trouble) ? Redirection.advice(endpoint.isCluster()) : "";
  }

  private static String reason(JedisException trouble) {
    Throwable cause = trouble.getCause();
    return cause == null
        ? String.valueOf(trouble.getMessage())
        : trouble.getMessage() + " (" + cause.getMessage() + ")";
  }

  private boolean passes(JedisException trouble) {
    return trouble instanceof JedisDataException error
        ? RedisError.passes(error) || redirection(error) != null
        : trouble instanceof JedisConnectionException;
  }

  private Connections connected() throws InterruptedException {
    Connections open = connections;
    if (open == null) {
      startWatch();
      open = Connections.open(endpoint, masters, timeout, toFindOut());
      masters = open.masters();
      connections = open;
      throwIfStopped(); // whoever closed meanwhile did not see them
    }
    return open;
  }

  private void disconnect() {
    Connections open = connections;
    connections = null;
    if (open != null) {
      open.close();
    }
  }

  private void startWatch() {
    if (watch == null) {
      Thread started = new Thread(this::watch, "redis-watch");
      started.setDaemon(true);
      started.start();
      watch = started;
    }
  }

  /** Until all is closed. */
  private void watch() {
    try {
      while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          endWhatHangs();
        } catch (Throwable once) { // out of memory, say: without this nobody would look again
          continue;
        }
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends connections to a Redis that takes nothing, and all where the task is cancelled that waits
   * for one: sockets know no limit for sending, and do not wake who is interrupted.
   */
  private void endWhatHangs() {
    Connections open = connections;
    Thread working = atWork;
    if (open != null) {
      boolean cancelled = working != null && working.isInterrupted();
      open.all().stream()
          .filter(it -> cancelled || it.isStuck(timeout))
          .forEach(RedisChannel::close);
    }
  }

  /** Ends the connections, also under a thread that is waiting on one or for one. */
  @Override
  public void close() {
    closed.countDown();
    disconnect();
  }
}
