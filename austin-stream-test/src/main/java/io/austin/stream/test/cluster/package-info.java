/**
 * A real Flink of several processes for tests: a JobManager and TaskManagers as JVMs of their own,
 * on this JVM's class path or a distribution's, which can be killed, suspended and started again.
 * {@link io.austin.stream.test.cluster.FlinkCluster} starts them, {@link
 * io.austin.stream.test.cluster.ClusterJob} is a job that was submitted from this JVM. {@link
 * io.austin.stream.test.cluster.FlinkCli} and {@link io.austin.stream.test.cluster.FlinkRest} are
 * the ways by which ops do the same with a jar.
 */
@NullMarked
package io.austin.stream.test.cluster;

import org.jspecify.annotations.NullMarked;
