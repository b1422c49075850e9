package io.austin.stream.torture.fault;

import io.austin.stream.proof.Patience;
import io.austin.stream.proof.Probe;
import io.austin.stream.torture.site.Ledger;
import io.austin.stream.torture.site.Site;
import io.austin.stream.torture.site.SiteJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * What faults are done to.
 *
 * @param site the platform
 * @param job the round's job
 * @param ledger takes note of records that a fault removes
 * @param midnight when a day ends; far away unless the round is prepared for it
 * @param foreignKeys takes note of keys that a fault writes to
 */
public record Victim(
    Site site, SiteJob job, Ledger ledger, Instant midnight, Set<String> foreignKeys) {

  /** Sends a probe after everything that was produced so far. */
  Probe probe() {
    return site.probe(job.topics());
  }

  /**
   * Waits until everything that was produced so far stands in Redis, and tells by partition up to
   * where that is. A probe may arrive before the rest of its batch; a second one is in a later one.
   */
  Map<Integer, Long> awaitApplied() {
    Map<Integer, Long> ends = endOffsets();
    probe().awaitArrival();
    probe().awaitArrival();
    return ends;
  }

  /** By partition, the offset behind everything that was produced so far. */
  Map<Integer, Long> endOffsets() {
    Map<Integer, Long> ends = new TreeMap<>();
    Patience.insist(
        "read the topic's ends", () -> ends.putAll(site.kafka().endOffsets(job.topics().events())));
    return ends;
  }

  /** Leaves a fault as it is for a time that nobody chose. */
  static void linger(Random random, Duration least, Duration most) throws InterruptedException {
    Thread.sleep(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }
}
