package io.austin.stream.local.bench.neighbour;

import io.austin.stream.local.bench.result.Distribution;
import io.austin.stream.local.bench.result.ResultFile;
import io.austin.stream.local.bench.site.ChildSignals;
import io.austin.stream.local.bench.site.PatientRedis;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;

/**
 * Main class of a neighbour's process: asks Redis for a string and for a list in turns, at a
 * constant rate, until it is told to end. It is a process of its own so that no garbage but its
 * own, which is next to none, holds it up.
 */
final class NeighbourProcess {
  private static final String STRING = "neighbour:string";
  private static final String LIST = "neighbour:list";
  private static final int STRING_BYTES = 100;
  private static final int LIST_ENTRIES = 100;
  private static final int PER_SECOND = 1_000;
  private static final int WARM_UP = 5_000;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final Jedis redis;
  private final Histogram gets = new Histogram(LONGEST_MICROS, 3);
  private final Histogram ranges = new Histogram(LONGEST_MICROS, 3);
  private volatile boolean ended;

  private NeighbourProcess(Jedis redis) {
    this.redis = redis;
  }

  /** Arguments: the directory of signals, Redis, the files for the two results. */
  public static void main(String[] args) throws Exception {
    ChildSignals signals = new ChildSignals(Path.of(args[0]));
    try (Jedis redis = PatientRedis.connect(args[1])) {
      NeighbourProcess neighbour = new NeighbourProcess(redis);
      neighbour.warmUp();
      signals.readyAndWait();
      Thread listening =
          new Thread(
              () -> {
                signals.awaitWord();
                neighbour.ended = true;
              });
      listening.start();
      neighbour.ask();
      listening.join();
      redis.del(STRING, LIST);
      ResultFile.write(Path.of(args[2]), Distribution.ofMicros(neighbour.gets));
      ResultFile.write(Path.of(args[3]), Distribution.ofMicros(neighbour.ranges));
    }
    signals.doneAndWait();
  }

  private void warmUp() {
    redis.set(STRING, "x".repeat(STRING_BYTES));
    for (int i = 0; i < LIST_ENTRIES; i++) {
      redis.rpush(LIST, "an entry of the list, number " + i);
    }
    for (int i = 0; i < WARM_UP; i++) {
      redis.get(STRING);
      redis.lrange(LIST, 0, -1);
    }
  }

  /** Measures from the time at which a question was due, however late it could be asked. */
  private void ask() {
    long interval = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    long due = System.nanoTime();
    for (long i = 0; !ended; i++) {
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      if (i % 2 == 0) {
        redis.get(STRING);
        gets.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
      } else {
        redis.lrange(LIST, 0, -1);
        ranges.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
      }
      due += interval;
    }
  }
}
