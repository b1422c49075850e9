package io.austin.stream.local.torture;

import io.austin.stream.common.TraceKeys;
import io.austin.stream.local.torture.fault.Victim;
import io.austin.stream.local.torture.guarantee.Sample;
import io.austin.stream.local.torture.site.Site;
import io.austin.stream.local.torture.site.SiteJob;
import io.austin.stream.test.model.Comparison;
import io.austin.stream.test.model.RedisContents;
import io.austin.stream.test.model.ReferenceModel;
import io.austin.stream.test.model.Restriction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * buckets, so that Redis is not held up for long.
 */
final class Sampler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
  private static final Duration INTERVAL = Duration.ofSeconds(4);
  private static final String FENCES = TraceKeys.OWN + "Fence:";
  private static final String HYPER_LOG_LOGS = TraceKeys.OWN + "Receivers:";
  private static final int SHOWN = 5;
  private static final int BUCKETS_AT_A_TIME = 4;

  private final Victim victim;
  private final TopicFollower follower;
  private final Instant began;
  private final String fenceOf;
  private final List<Sample> samples = new CopyOnWriteArrayList<>();
  private final Random random;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::sample, "torture-sampler");

  private Sampler(Victim victim, Instant began, long seed) {
    Site site = victim.site();
    String topic = victim.job().topics().events();
    this.victim = victim;
    this.began = began;
    this.random = new Random(seed);
    this.follower = new TopicFollower(site.kafka(), topic);
    this.fenceOf = SiteJob.GROUP + ":" + site.kafka().topicId(topic);
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
          Predicate<String> chosen = someBuckets();
          new FrozenRedis(victim.site().redis())
              .read(chosen)
              .ifPresent(contents -> compare(contents, chosen));
        } catch (RuntimeException away) {
          LOG.info("No sample this time", away);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The keys of some buckets, and the fences. Redis counts a HyperLogLog only once it may write
   * again, so these wait for the end of the round.
   */
  private Predicate<String> someBuckets() {
    Set<Integer> buckets =
        random
            .ints(0, SiteJob.BUCKETS)
            .distinct()
            .limit(BUCKETS_AT_A_TIME)
            .boxed()
            .collect(Collectors.toSet());
    return key ->
        key.startsWith(FENCES)
            || (buckets.contains(Restriction.bucketOf(key, SiteJob.BUCKETS))
                && !key.startsWith(HYPER_LOG_LOGS));
  }

  private void compare(RedisContents contents, Predicate<String> chosen) {
    Instant now = Instant.now();
    follower.catchUp();
    Comparison comparison =
        Comparison.with(follower.model())
            .since(began)
            .exclusive()
            .ignoring(key -> !chosen.test(key) || victim.foreignKeys().contains(key))
            .beforeTrimming()
            .restrictedTo(Restriction.below(SiteJob.BUCKETS, contents, "", fenceOf))
            .showing(SHOWN);
    Sample sample = new Sample(now, comparison.of(contents, now));
    LOG.info(
        "Sample of {} keys after {} events: {}",
        contents.keys().size(),
        follower.model().eventCount(),
        sample.differences());
    samples.add(sample);
  }

  /** Takes no more samples; then {@link #samples} and {@link #model} may be looked at. */
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

  /** What the whole topic says, as it is now. */
  ReferenceModel model() {
    follower.catchUp();
    follower.close();
    return follower.model();
  }
}
