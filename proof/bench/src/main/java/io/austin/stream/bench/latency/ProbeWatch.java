package io.austin.stream.bench.latency;

import io.austin.stream.bench.site.PatientRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * Another client of Redis that waits for keys to come to exist. A look is one {@code EXISTS} of all
 * keys that are waited for; only when that finds some are they asked for one by one. Looks are a
 * millisecond apart, or a hundredth of what the oldest has waited if that is longer, and that is
 * the resolution: where a job falls behind, to look for ever more keys would hold it up still more.
 */
final class ProbeWatch implements Runnable {
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LOOKS_PER_WAIT = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEYS_PER_LOOK = 500;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final String redisUri;
  private final Queue<Probe> sent = new ConcurrentLinkedQueue<>();
  private final List<Probe> open = new ArrayList<>();
  private final Histogram latencies = new Histogram(LONGEST_MICROS, 3);
  private long firstSeenNanos;
  private long lastSeenNanos;
  private volatile boolean complete;

  ProbeWatch(String redisUri) {
    this.redisUri = redisUri;
  }

  /** Waits for a key of which the event was to be sent at this moment. */
  void expect(String key, long intendedNanos) {
    sent.add(new Probe(key, intendedNanos));
  }

  /** No more will be sent: {@link #run} returns when all that were are seen. */
  void complete() {
    complete = true;
  }

  /** The latencies in microseconds; to be read when {@link #run} has returned. */
  Histogram latencies() {
    return latencies;
  }

  /** From the first key that was seen to the last; to be read when {@link #run} has returned. */
  long visibleNanos() {
    return lastSeenNanos - firstSeenNanos;
  }

  @Override
  public void run() {
    try (Jedis redis = PatientRedis.connect(redisUri)) {
      long seenAt = System.nanoTime();
      while (true) {
        boolean last = complete;
        take();
        if (open.isEmpty() && last) {
          return;
        }
        if (look(redis) || open.isEmpty()) {
          seenAt = System.nanoTime();
        } else if (System.nanoTime() - seenAt > PATIENCE.toNanos()) {
          throw new IllegalStateException("%d events do not come to Redis".formatted(open.size()));
        }
        TimeUnit.NANOSECONDS.sleep(untilNextLook());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private long untilNextLook() {
    long waited = open.isEmpty() ? 0 : System.nanoTime() - open.get(0).intendedNanos();
    return Math.max(LOOK_EVERY_NANOS, waited / LOOKS_PER_WAIT);
  }

  private void take() {
    for (Probe next = sent.poll(); next != null; next = sent.poll()) {
      open.add(next);
    }
  }

  /** Whether any of the keys were found. */
  private boolean look(Jedis redis) {
    List<Probe> oldest = open.subList(0, Math.min(open.size(), KEYS_PER_LOOK));
    if (oldest.isEmpty() || redis.exists(keys(oldest)) == 0) {
      return false;
    }
    List<Response<Boolean>> found = new ArrayList<>();
    try (Pipeline pipeline = redis.pipelined()) {
      oldest.forEach(probe -> found.add(pipeline.exists(probe.key())));
    }
    long now = System.nanoTime();
    if (latencies.getTotalCount() == 0) {
      firstSeenNanos = now;
    }
    lastSeenNanos = now;
    Iterator<Probe> probes = oldest.iterator();
    for (Response<Boolean> exists : found) {
      Probe probe = probes.next();
      if (exists.get()) {
        probes.remove();
        latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(now - probe.intendedNanos()));
      }
    }
    return true;
  }

  private static String[] keys(List<Probe> probes) {
    return probes.stream().map(Probe::key).toArray(String[]::new);
  }

  private record Probe(String key, long intendedNanos) {}
}
