package io.austin.stream.local.torture;

import io.austin.stream.local.torture.fault.Fault;
import io.austin.stream.local.torture.fault.Victim;
import io.austin.stream.local.torture.guarantee.Evidence;
import io.austin.stream.local.torture.guarantee.Guarantee;
import io.austin.stream.local.torture.site.Patience;
import io.austin.stream.local.torture.site.Probe;
import io.austin.stream.local.torture.site.Site;
import io.austin.stream.local.torture.site.SiteJob;
import io.austin.stream.local.torture.site.Topics;
import io.austin.stream.test.model.Effects;
import io.austin.stream.test.model.RedisContents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One round: an empty Redis, a new topic, faults while it is filled; then quiet, and the check of
 * everything that was promised.
 */
final class Round {
  private static final int[] PARALLELISMS = {1, 2, 4};
  private static final long SHORTEST_CALM_MILLIS = 200;
  private static final long LONGEST_CALM_MILLIS = 3_000;

  /** One fault in so many comes on top of the one before, without a recovery in between. */
  private static final int ONE_ON_TOP_IN = 4;

  private final Site site;
  private final TortureSettings settings;
  private final int number;
  private final long seed;
  private final Random random;
  private final Progress progress;
  private final List<Blow> open = new ArrayList<>();
  private final List<Strike> strikes = new ArrayList<>();
  private final Instant began = Instant.now();

  /** A fault that was done and is not known to be recovered from. */
  private record Blow(Fault fault, long nanos) {}

  Round(Site site, TortureSettings settings, int number, Progress progress) {
    this.site = site;
    this.settings = settings;
    this.number = number;
    this.seed = settings.seedOf(number);
    this.random = new Random(seed);
    this.progress = progress;
  }

  RoundResult run() throws Exception {
    site.emptyRedis();
    Topics topics = Topics.create(site.kafka(), number);
    int parallelism = PARALLELISMS[random.nextInt(PARALLELISMS.length)];
    SiteJob job = SiteJob.start(site, topics, parallelism);
    Victim victim = new Victim(site, job, ConcurrentHashMap.newKeySet());
    Sampler sampler = Sampler.start(victim, began, seed);
    try (sampler;
        Traffic traffic =
            Traffic.start(site.kafka(), topics.events(), settings.eventsPerSecond(), seed)) {
      Probe.send(site, topics).awaitArrival();
      torture(victim, sampler);
    }
    Probe.send(site, topics).awaitArrival();
    awaitDrained(topics);
    RoundResult result = judge(evidence(victim, sampler));
    job.cancel();
    topics.delete(site.kafka());
    return result;
  }

  private void torture(Victim victim, Sampler sampler) throws Exception {
    FaultDeck deck = new FaultDeck(settings.faults(), random);
    long deadline = System.nanoTime() + settings.roundLength().toNanos();
    int faults = 0;
    while ((System.nanoTime() < deadline || faults < settings.leastFaults())
        && sampler.isGood()
        && !settings.stop().isMade()) {
      faults++;
      Thread.sleep(random.nextLong(SHORTEST_CALM_MILLIS, LONGEST_CALM_MILLIS));
      strike(deck.next(), victim);
      if (random.nextInt(ONE_ON_TOP_IN) > 0) {
        recover(victim);
      }
    }
    recover(victim);
  }

  private void strike(Fault fault, Victim victim) throws Exception {
    progress.strikes(number, fault);
    open.add(new Blow(fault, System.nanoTime()));
    fault.strike(victim, new Random(random.nextLong()));
  }

  private void recover(Victim victim) {
    Probe.send(site, victim.job().topics()).awaitArrival();
    long now = System.nanoTime();
    for (Blow blow : open) {
      Strike strike = new Strike(blow.fault, Duration.ofNanos(now - blow.nanos), open.size() == 1);
      progress.recovered(number, strike);
      strikes.add(strike);
    }
    open.clear();
  }

  /** Until a completed checkpoint covers every record of the topic. */
  private void awaitDrained(Topics topics) {
    Map<Integer, Long> ends = site.kafka().endOffsets(topics.events());
    Patience.until(
        "the group's offsets are at the end of the topic",
        () -> {
          Map<TopicPartition, OffsetAndMetadata> committed =
              site.kafka()
                  .admin()
                  .listConsumerGroupOffsets(SiteJob.GROUP)
                  .partitionsToOffsetAndMetadata()
                  .get();
          return ends.entrySet().stream()
              .allMatch(
                  end -> {
                    OffsetAndMetadata offset =
                        committed.get(new TopicPartition(topics.events(), end.getKey()));
                    return offset != null && offset.offset() >= end.getValue();
                  });
        });
  }

  private Evidence evidence(Victim victim, Sampler sampler) {
    return new Evidence(
        sampler.model(),
        RedisContents.read(site.redis().client()),
        victim.foreignKeys(),
        site.kafka().read(victim.job().topics().deadLetters()),
        sampler.samples(),
        began,
        Instant.now());
  }

  private RoundResult judge(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (Guarantee guarantee : Guarantee.all()) {
      guarantee
          .violations(evidence)
          .forEach(it -> violations.add("Broken: " + guarantee.promise() + ": " + it));
    }
    return new RoundResult(
        number,
        seed,
        List.copyOf(strikes),
        evidence.model().eventCount() + evidence.model().deadLetters().size(),
        evidence.model().deadLetters().size(),
        evidence.samples().size(),
        Effects.of(
            evidence.model(),
            evidence.contents(),
            evidence.foreignKeys()::contains,
            evidence.now()),
        violations);
  }
}
