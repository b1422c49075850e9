package io.austin.stream.local.torture.fault;

import io.austin.stream.local.torture.site.Probe;
import io.austin.stream.local.torture.site.Site;
import io.austin.stream.local.torture.site.SiteJob;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/**
 * What faults are done to.
 *
 * @param site the platform
 * @param job the round's job
 * @param foreignKeys takes note of keys that a fault writes to
 */
public record Victim(Site site, SiteJob job, Set<String> foreignKeys) {

  /** Sends a probe after everything that was produced so far. */
  Probe probe() {
    return Probe.send(site, job.topics());
  }

  /** Leaves a fault as it is for a time that nobody chose. */
  static void linger(Random random, Duration least, Duration most) throws InterruptedException {
    Thread.sleep(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }
}
