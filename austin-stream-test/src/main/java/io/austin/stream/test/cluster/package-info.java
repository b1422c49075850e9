/**
 * A real Flink of several processes for tests: a JobManager and TaskManagers as JVMs of their own
 * on this JVM's class path, which can be killed, suspended and started again. {@link
 * io.austin.stream.test.cluster.FlinkCluster} starts them, {@link
 * io.austin.stream.test.cluster.ClusterJob} is a job on them.
 */
@NullMarked
package io.austin.stream.test.cluster;

import org.jspecify.annotations.NullMarked;
