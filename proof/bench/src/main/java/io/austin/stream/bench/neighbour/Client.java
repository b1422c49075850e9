package io.austin.stream.bench.neighbour;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;

/** A connection that asks for a string at a constant rate. */
final class Client implements Runnable {
  private static final int STRING_BYTES = 100;
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

  private final Jedis redis;
  private final String key;
  private final long first;
  private final Histogram waits;
  private volatile boolean ended;

  /**
   * Asks over this connection.
   *
   * @param key what it asks for
   * @param share of the interval after which the first question is due, below 1: clients don't all
   *     ask at the same moments
   * @param template what counts microseconds
   */
  Client(Jedis redis, String key, double share, Histogram template) {
    this.redis = redis;
    this.key = key;
    this.first = (long) (INTERVAL * share);
    this.waits = template.copy();
  }

  /** Puts there what is asked for. */
  static void prepare(Jedis redis, String key) {
    redis.set(key, "x".repeat(STRING_BYTES));
  }

  void warmUp(int questions) {
    for (int i = 0; i < questions; i++) {
      redis.get(key);
    }
  }

  /** Measures from the time at which a question was due, however late it could be asked. */
  @Override
  public void run() {
    long due = System.nanoTime() + first;
    while (await(due)) {
      redis.get(key);
      waits.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
      due += INTERVAL;
    }
  }

  /** Whether there is more to ask then. */
  private boolean await(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    return !ended;
  }

  /** Asks no more. */
  void end() {
    ended = true;
  }

  /** To be read when {@link #run} has returned. */
  Histogram waits() {
    return waits;
  }
}
