package io.austin.stream.bench.result;

import java.util.List;
import java.util.Map;

/**
 * What one run of a subject over a backlog showed. Times count from the first event seen in Redis
 * to the last; <i>steady</i> is the last 70 % of the events, when the JVMs are warm.
 *
 * @param subject what ran; against a Redis Cluster with {@code -cluster} behind its name, and what
 *     is said of Redis is of all masters together
 * @param workload what it was given
 * @param run the number of the run
 * @param events how many events the backlog had
 * @param partitions over how many partitions
 * @param parallelism how many subtasks or threads the subject had
 * @param options options of the job that were not the default
 * @param secondsToFirst from the start, a submission for the job, to the first event in Redis
 * @param seconds from the first event in Redis to the last
 * @param perSecond events a second over the whole run
 * @param steadyPerSecond events a second over the last 70 %
 * @param tenths events a second in each tenth of the run; fewer where a batch spans several
 * @param cpuSecondsPerMillion over the last 70 %, by process
 * @param redisRunning the share of the last 70 % in which Redis ran, from 0 to 1; 0 = unknown
 * @param redisWaiting the share in which Redis had work, but others had the cores
 * @param peakResidentMib how much memory the subject's own process held at its height; 0 = unknown
 * @param redisBytesPerEvent bytes that Redis was sent
 * @param redisCommandsPerEvent commands that Redis did
 * @param redisCommitsPerEvent transactions and calls of scripts among them
 * @param redisMemoryPerEvent bytes that Redis grew by
 * @param differences how many keys differ from the reference model; none where it was not compared
 */
public record RunFigures(
    String subject,
    String workload,
    int run,
    long events,
    int partitions,
    int parallelism,
    Map<String, String> options,
    double secondsToFirst,
    double seconds,
    double perSecond,
    double steadyPerSecond,
    List<Double> tenths,
    Map<String, Double> cpuSecondsPerMillion,
    double redisRunning,
    double redisWaiting,
    long peakResidentMib,
    double redisBytesPerEvent,
    double redisCommandsPerEvent,
    double redisCommitsPerEvent,
    double redisMemoryPerEvent,
    long differences) {

  /** What stands behind a subject's name where it ran against a Redis Cluster. */
  public static final String ON_CLUSTER = "-cluster";

  /** Seconds of a process' CPU for a million events; 0 where it was not there. */
  double cpuOf(String process) {
    return cpuSecondsPerMillion.getOrDefault(process, 0.0);
  }

  /** Whether Redis held what the reference model says. */
  public boolean isExact() {
    return differences == 0;
  }
}
