package io.austin.stream.torture;

import io.austin.stream.proof.Patience;
import io.austin.stream.torture.fault.Fault;
import io.austin.stream.torture.fault.Victim;
import io.austin.stream.torture.guarantee.Evidence;
import io.austin.stream.torture.guarantee.Guarantee;
import io.austin.stream.torture.site.Ledger;
import io.austin.stream.torture.site.Site;
import io.austin.stream.torture.site.SiteJob;
import io.austin.stream.torture.site.Topics;
import io.austin.stream.verify.model.Effects;
import io.austin.stream.verify.model.RedisContents;
import io.austin.stream.verify.model.ReferenceModel;
import io.austin.stream.verify.model.Restriction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
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
    this.random = new Random(settings.seedOf(number));
    this.progress = progress;
  }

  RoundResult run() throws Exception {
    site.redis().empty();
    List<Fault> turn = settings.turn(number);
    boolean passesMidnight = turn.stream().anyMatch(Fault::foreseen);
    RoundZone zone =
        passesMidnight
            ? RoundZone.withMidnightNear(Instant.now(), random)
            : RoundZone.any(Instant.now());
    Topics topics = Topics.create(site.kafka(), number);
    ReentrantLock writing = new ReentrantLock(true);
    int parallelism = PARALLELISMS[random.nextInt(PARALLELISMS.length)];
    try (Ledger ledger = new Ledger(site, topics, zone.zone(), writing)) {
      SiteJob job = new SiteJob(site, topics, zone.zone(), parallelism);
      Victim victim = new Victim(site, job, ledger, zone.midnight(), ConcurrentHashMap.newKeySet());
      Sampler sampler = Sampler.start(victim, began, random.nextLong());
      try (sampler;
          Traffic traffic = traffic(topics, zone, writing)) {
        site.probe(topics).awaitArrival();
        torture(victim, sampler, new FaultDeck(turn, settings.faults(), random));
      }
      site.probe(topics).awaitArrival();
      job.checkpoint();
      awaitDrained(topics);
      site.probe(topics).awaitArrival();
      RoundResult result = ledger.read(model -> judge(evidence(victim, model, sampler)));
      job.cancel();
      topics.delete(site.kafka());
      return result;
    }
  }

  private Traffic traffic(Topics topics, RoundZone zone, ReentrantLock writing) {
    return new Traffic(
            site.kafka(),
            topics.events(),
            Clock.system(zone.zone()),
            settings.eventsPerSecond(),
            random.nextLong(),
            writing)
        .start();
  }

  private void torture(Victim victim, Sampler sampler, FaultDeck deck) throws Exception {
    long deadline = System.nanoTime() + settings.roundLength().toNanos();
    while ((System.nanoTime() < deadline || deck.isItsTurn())
        && sampler.isGood()
        && !settings.stop().isMade()) {
      boolean alone = deck.isItsTurn() || random.nextInt(ONE_ON_TOP_IN) > 0;
      Optional<Fault> fault = deck.next();
      if (fault.isEmpty()) {
        break;
      }
      Thread.sleep(random.nextLong(SHORTEST_CALM_MILLIS, LONGEST_CALM_MILLIS));
      strike(fault.get(), victim);
      if (alone) {
        recover(victim);
      }
    }
    recover(victim);
  }

  private void strike(Fault fault, Victim victim) throws Exception {
    progress.strikes(number, fault);
    open.add(new Blow(fault, System.nanoTime() + wait(fault, victim).toNanos()));
    fault.strike(victim, new Random(random.nextLong()));
  }

  /** How long it takes until a fault begins that comes at its time. */
  private static Duration wait(Fault fault, Victim victim) {
    Duration left = Duration.between(Instant.now(), victim.midnight());
    return fault.foreseen() && !left.isNegative() ? left : Duration.ZERO;
  }

  private void recover(Victim victim) {
    site.probe(victim.job().topics()).awaitArrival();
    long now = System.nanoTime();
    for (Blow blow : open) {
      Strike strike = new Strike(blow.fault, Duration.ofNanos(now - blow.nanos), open.size() == 1);
      progress.recovered(number, strike);
      strikes.add(strike);
    }
    open.clear();
  }

  /**
   * Until a completed checkpoint covers every record that the topic has now. The source commits
   * offsets only between two fetches, and one that finds nothing takes 10 s: so probes follow.
   */
  private void awaitDrained(Topics topics) {
    Map<Integer, Long> ends = site.kafka().endOffsets(topics.events());
    Patience.until(
        "the group's offsets are at the end of the topic",
        () -> {
          site.probe(topics);
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

  private Evidence evidence(Victim victim, ReferenceModel model, Sampler sampler) {
    RedisContents contents = site.redis().contents(key -> true);
    Instant now = Instant.now();
    Ledger ledger = victim.ledger();
    Restriction standing = ledger.standing(contents);
    return new Evidence(
        model,
        standing,
        ledger::mayBeUnread,
        contents,
        Effects.of(model, standing, contents, victim.foreignKeys()::contains, now),
        victim.foreignKeys(),
        site.kafka().read(victim.job().topics().deadLetters()),
        ledger.holes(),
        site.jobLogs().expired(),
        sampler.samples(),
        began,
        now);
  }

  private RoundResult judge(Evidence evidence) {
    List<String> violations = new ArrayList<>();
    for (Guarantee guarantee : Guarantee.values()) {
      guarantee
          .violations(evidence)
          .forEach(it -> violations.add("Broken: " + guarantee.promise() + ": " + it));
    }
    ReferenceModel model = evidence.model();
    return new RoundResult(
        number,
        List.copyOf(strikes),
        model.eventCount() + model.deadLetters().size(),
        model.deadLetters().size(),
        evidence.samples().size(),
        evidence.effects(),
        violations);
  }
}
