package io.austin.stream.torture.fault;

import io.austin.stream.test.cluster.ClusterJob;
import io.austin.stream.test.cluster.ClusterNode;
import io.austin.stream.test.cluster.FlinkCluster;
import io.austin.stream.test.cluster.Submission;
import io.austin.stream.test.fault.Glutton;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Faults of the cluster's processes. */
final class FlinkFaults {
  /** Longer than the heartbeat's timeout: Flink gives a process up that is silent for so long. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(8);

  private static final long LEAST_HUNGER_MILLIS = 500;
  private static final long MOST_HUNGER_MILLIS = 3_000;

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
            }),
        new Fault(
            "out-of-memory",
            "a neighbour in a TaskManager takes all of its heap; then the process is ended",
            FlinkFaults::outOfMemory));
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

  /**
   * Each step of the job's may throw then, and so may Flink's own: nobody knows what still runs.
   */
  private static void outOfMemory(Victim victim, Random random) throws Exception {
    FlinkCluster flink = victim.site().flink();
    ClusterJob glutton =
        flink.submit(
            new Submission(
                "glutton",
                environment ->
                    Glutton.define(
                        environment, random.nextLong(LEAST_HUNGER_MILLIS, MOST_HUNGER_MILLIS))));
    Victim.linger(random, Duration.ofSeconds(4), Duration.ofSeconds(8));
    for (ClusterNode node : flink.taskManagers()) {
      if (!node.isRunning() || hasRunOutOfMemory(flink, node)) {
        node.restart();
      }
    }
    victim.job().cancel(glutton);
  }

  private static boolean hasRunOutOfMemory(FlinkCluster flink, ClusterNode node)
      throws IOException {
    try (Stream<String> lines = Files.lines(flink.logs().resolve(node.id() + ".log"))) {
      return lines.anyMatch(line -> line.contains("OutOfMemoryError"));
    }
  }
}
