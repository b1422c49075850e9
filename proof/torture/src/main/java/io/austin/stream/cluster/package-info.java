/**
 * The job's jar on a real Flink cluster, treated as ops treat it: submitted by {@code flink run}
 * and over REST, bereft of a TaskManager, stopped with a savepoint, upgraded and rescaled. {@link
 * io.austin.stream.cluster.ClusterProof} does it and compares Redis with the records at the end.
 */
@NullMarked
package io.austin.stream.cluster;

import org.jspecify.annotations.NullMarked;
