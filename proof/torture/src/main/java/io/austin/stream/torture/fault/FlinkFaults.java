package io.austin.stream.torture.fault;

import io.austin.stream.test.cluster.ClusterNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Faults of the cluster's processes. */
final class FlinkFaults {
  /** Longer than the heartbeat's timeout: Flink gives a process up that is silent for so long. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(8);

  private FlinkFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "taskmanager-kill",
            "kill -9 of a TaskManager; another takes its place",
            (victim, random) -> one(victim, random).restart()),
        new Fault(
            "taskmanager-zombie",
            "a TaskManager stands still until Flink gives it up, then wakes and goes on writing",
            FlinkFaults::zombie),
        new Fault(
            "jobmanager-kill",
            "kill -9 of the JobManager; the job is submitted again from its newest checkpoint",
            (victim, random) -> {
              victim.site().flink().jobManager().restart();
              victim.job().resubmit();
            }));
  }

  private static ClusterNode one(Victim victim, Random random) {
    List<ClusterNode> nodes = victim.site().flink().taskManagers();
    return nodes.get(random.nextInt(nodes.size()));
  }

  private static void zombie(Victim victim, Random random) throws Exception {
    ClusterNode node = one(victim, random);
    node.suspend();
    try {
      Victim.linger(random, GIVEN_UP, GIVEN_UP.plusSeconds(4));
    } finally {
      node.resume();
    }
  }
}
