package io.austin.stream.bench.neighbour;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;

/** A connection that asks for a string and for a list in turns, at a constant rate. */
final class Client implements Runnable {
  private static final String STRING = "neighbour:string";
  private static final String LIST = "neighbour:list";
  private static final int STRING_BYTES = 100;
  private static final int LIST_ENTRIES = 100;
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

  private final Jedis redis;
  private final long first;
  private final Histogram gets;
  private final Histogram ranges;
  private volatile boolean ended;

  /**
   * Asks over this connection.
   *
   * @param share of the interval after which the first question is due, below 1: clients don't all
   *     ask at the same moments
   * @param template what counts microseconds
   */
  Client(Jedis redis, double share, Histogram template) {
    this.redis = redis;
    this.first = (long) (INTERVAL * share);
    this.gets = template.copy();
    this.ranges = template.copy();
  }

  /** Puts there what is asked for. */
  static void prepare(Jedis redis) {
    redis.set(STRING, "x".repeat(STRING_BYTES));
    for (int i = 0; i < LIST_ENTRIES; i++) {
      redis.rpush(LIST, "an entry of the list, number " + i);
    }
  }

  static void remove(Jedis redis) {
    redis.del(STRING, LIST);
  }

  void warmUp(int questions) {
    for (int i = 0; i < questions; i++) {
      redis.get(STRING);
      redis.lrange(LIST, 0, -1);
    }
  }

  /** Measures from the time at which a question was due, however late it could be asked. */
  @Override
  public void run() {
    long due = System.nanoTime() + first;
    for (long i = 0; await(due); i++) {
      if (i % 2 == 0) {
        redis.get(STRING);
        gets.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
      } else {
        redis.lrange(LIST, 0, -1);
        ranges.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
      }
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
  Histogram gets() {
    return gets;
  }

  /** To be read when {@link #run} has returned. */
  Histogram ranges() {
    return ranges;
  }
}
