package io.austin.stream.torture;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.torture.fault.Victim;
import io.austin.stream.torture.guarantee.Sample;
import io.austin.stream.torture.site.SiteRedis;
import io.austin.stream.torture.site.StandingFences;
import io.austin.stream.verify.model.Comparison;
import io.austin.stream.verify.model.Differences;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.Restriction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares Redis with its fences again and again while the job is at work; each time some of the
 * keys, so that Redis is not held up for long.
 */
final class Sampler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
  private static final Duration INTERVAL = Duration.ofSeconds(4);
  private static final String HYPER_LOG_LOGS = TraceKeys.OWN + "Receivers:";
  private static final int SHOWN = 5;
  private static final double LARGEST_SHARE = 0.25;
  private static final Duration LONG = Duration.ofSeconds(1);

  private final Victim victim;
  private final SiteRedis redis;
  private final Instant began;
  private final List<Sample> samples = new CopyOnWriteArrayList<>();
  private final Random random;
  private double share = LARGEST_SHARE;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::sample, "torture-sampler");

  private Sampler(Victim victim, Instant began, long seed) {
    this.victim = victim;
    this.redis = victim.site().redis();
    this.began = began;
    this.random = new Random(seed);
    this.thread.setDaemon(true);
  }

  static Sampler start(Victim victim, Instant began, long seed) {
    Sampler sampler = new Sampler(victim, began, seed);
    sampler.thread.start();
    return sampler;
  }

  private void sample() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          victim.ledger().undisturbed(this::look);
        } catch (RuntimeException away) {
          LOG.info("No sample this time", away);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Set<Integer> buckets = someBuckets();
    try (SiteRedis.Stillness still = redis.still()) {
      buckets.removeAll(redis.torn());
      Predicate<String> chosen = keysOf(buckets);
      long start = System.nanoTime();
      Optional<RedisContents> contents = FrozenRedis.read(redis.masters(), chosen);
      if (System.nanoTime() - start > LONG.toNanos()) {
        share /= 2;
      }
      contents.ifPresent(it -> compare(it, chosen));
    }
  }

  private Set<Integer> someBuckets() {
    return random
        .ints(0, redis.buckets())
        .distinct()
        .limit(Math.max(1, Math.round(share * redis.buckets())))
        .boxed()
        .collect(Collectors.toSet());
  }

  /**
   * The keys of buckets, and the fences. Redis counts a HyperLogLog only once it may write again,
   * so these wait for the end of the round.
   */
  private Predicate<String> keysOf(Set<Integer> buckets) {
    return key ->
        StandingFences.isOne(key)
            || (buckets.contains(Restriction.bucketOf(key, redis.buckets()))
                && !key.startsWith(HYPER_LOG_LOGS));
  }

  private void compare(RedisContents contents, Predicate<String> chosen) {
    Instant now = Instant.now();
    Restriction below = victim.ledger().below(contents);
    Differences differences =
        victim
            .ledger()
            .read(
                model ->
                    Comparison.with(model)
                        .since(began)
                        .exclusive()
                        .ignoring(key -> !chosen.test(key) || victim.foreignKeys().contains(key))
                        .beforeTrimming()
                        .restrictedTo(below)
                        .showing(SHOWN)
                        .of(contents, now));
    LOG.info("Sample of {} keys: {}", contents.keys().size(), differences);
    samples.add(new Sample(now, differences));
  }

  /** Takes no more samples; then {@link #samples} may be looked at. */
  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    thread.join();
  }

  /** Whether no sample has shown anything wrong so far. */
  boolean isGood() {
    return samples.stream().allMatch(sample -> sample.differences().isEmpty());
  }

  /** The samples that were taken. */
  List<Sample> samples() {
    return samples;
  }
}
