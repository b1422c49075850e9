package io.austin.stream.local.torture;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares Redis with its fences again and again while the job is at work. */
final class Sampler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
  private static final Duration INTERVAL = Duration.ofSeconds(7);
  private static final int SHOWN = 5;

  private final Victim victim;
  private final TopicFollower follower;
  private final Instant began;
  private final String fenceOf;
  private final List<Sample> samples = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::sample, "torture-sampler");

  private Sampler(Victim victim, Instant began) {
    Site site = victim.site();
    String topic = victim.job().topics().events();
    this.victim = victim;
    this.began = began;
    this.follower = new TopicFollower(site.kafka(), topic);
    this.fenceOf = SiteJob.GROUP + ":" + site.kafka().topicId(topic);
    this.thread.setDaemon(true);
  }

  static Sampler start(Victim victim, Instant began) {
    Sampler sampler = new Sampler(victim, began);
    sampler.thread.start();
    return sampler;
  }

  private void sample() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          new FrozenRedis(victim.site().redis()).read().ifPresent(this::compare);
        } catch (RuntimeException away) {
          LOG.info("No sample this time", away);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void compare(RedisContents contents) {
    Instant now = Instant.now();
    follower.catchUp();
    Comparison comparison =
        Comparison.with(follower.model())
            .since(began)
            .exclusive()
            .ignoring(victim.foreignKeys()::contains)
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
