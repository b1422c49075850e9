package io.austin.stream.cluster;

import io.austin.stream.cli.platform.StopRequest;
import io.austin.stream.test.cluster.FlinkDistribution;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a {@link ClusterProof} does.
 *
 * @param flink the Flink of the cluster
 * @param jar the job's jar
 * @param events how many records are produced
 * @param eventsPerSecond how fast; {@link Double#POSITIVE_INFINITY} is as fast as can be
 * @param parallelism how many subtasks the job has first
 * @param nextParallelism how many it has after the upgrade
 * @param slots how many slots each of the two TaskManagers has
 * @param kills how often a TaskManager is killed
 * @param jobOptions what the job is told beside what it must be
 * @param flinkTimeouts whether time-outs, heartbeats' too, are those that Flink has by itself
 * @param seed makes the records
 * @param stop how a user ends it early
 */
public record ProofSettings(
    FlinkDistribution flink,
    Path jar,
    long events,
    double eventsPerSecond,
    int parallelism,
    int nextParallelism,
    int slots,
    int kills,
    Map<String, String> jobOptions,
    boolean flinkTimeouts,
    long seed,
    StopRequest stop) {

  /** Whether the job can do without one TaskManager, and none need be started anew for it. */
  boolean hasSpareSlots() {
    return (ProofSite.TASK_MANAGERS - 1) * slots >= parallelism;
  }
}
