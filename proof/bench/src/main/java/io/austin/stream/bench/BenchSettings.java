package io.austin.stream.bench;

import io.austin.stream.bench.subject.JobSettings;
import io.austin.stream.test.event.Workload;
import java.util.List;

/**
 * What is measured, where that can be chosen.
 *
 * @param workloads on which traffic
 * @param subjects whose throughput, by their names
 * @param events how many events a backlog has
 * @param runs how often each subject runs
 * @param partitions how many partitions topics have
 * @param axes what is varied for growth, by its names
 * @param seconds for how long latency is measured at each load
 * @param backlog how many events the longest backlog has
 * @param seed decides the events
 * @param job what the job is like
 */
record BenchSettings(
    List<Workload> workloads,
    List<String> subjects,
    long events,
    int runs,
    int partitions,
    List<String> axes,
    int seconds,
    long backlog,
    long seed,
    JobSettings job) {}
