package io.austin.stream.torture.fault;

import io.austin.stream.test.cluster.ClusterNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What the clock does. */
final class ClockFaults {
  private static final int LONGEST_BEFORE_MILLIS = 2_000;
  private static final Duration AFTER = Duration.ofSeconds(1);

  private ClockFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "midnight",
            "a day ends where the receivers are, at times while a TaskManager dies",
            ClockFaults::midnight,
            true));
  }

  private static void midnight(Victim victim, Random random) throws Exception {
    awaitTime(victim.midnight().minusMillis(random.nextInt(LONGEST_BEFORE_MILLIS)));
    if (random.nextBoolean()) {
      List<ClusterNode> nodes = victim.site().flink().taskManagers();
      nodes.get(random.nextInt(nodes.size())).restart();
    }
    awaitTime(victim.midnight().plus(AFTER));
  }

  private static void awaitTime(Instant moment) throws InterruptedException {
    long left = Duration.between(Instant.now(), moment).toMillis();
    if (left > 0) {
      Thread.sleep(left);
    }
  }
}
