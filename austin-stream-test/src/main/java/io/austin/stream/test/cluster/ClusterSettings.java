package io.austin.stream.test.cluster;

import io.austin.stream.test.server.FreePort;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The configuration of a cluster on 127.0.0.1 with little memory. */
final class ClusterSettings {
  private static final String HOST = "127.0.0.1";

  private final Map<String, String> settings = new LinkedHashMap<>();

  ClusterSettings(ClusterFiles files, int slots) {
    addresses();
    files(files);
    memory();
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
  }

  ClusterSettings with(Map<String, String> own) {
    settings.putAll(own);
    return this;
  }

  private void addresses() {
    settings.put("jobmanager.rpc.address", HOST);
    settings.put("jobmanager.rpc.port", Integer.toString(FreePort.next()));
    settings.put("jobmanager.bind-host", HOST);
    settings.put("rest.address", HOST);
    settings.put("rest.bind-address", HOST);
    settings.put("rest.port", Integer.toString(FreePort.next()));
    settings.put("taskmanager.host", HOST);
    settings.put("taskmanager.bind-host", HOST);
  }

  private void files(ClusterFiles files) {
    settings.put("io.tmp.dirs", files.temporary().toString());
    settings.put("execution.checkpointing.dir", files.checkpoints().toUri().toString());
    settings.put("execution.checkpointing.savepoint-dir", files.savepoints().toUri().toString());
    settings.put("execution.checkpointing.num-retained", "3");
  }

  /** What Flink's start scripts work out from the process's size must be given by hand. */
  private void memory() {
    settings.put("taskmanager.cpu.cores", "1");
    settings.put("taskmanager.memory.framework.heap.size", "64m");
    settings.put("taskmanager.memory.framework.off-heap.size", "64m");
    settings.put("taskmanager.memory.task.heap.size", "256m");
    settings.put("taskmanager.memory.task.off-heap.size", "32m");
    settings.put("taskmanager.memory.network.min", "32m");
    settings.put("taskmanager.memory.network.max", "32m");
    settings.put("taskmanager.memory.managed.size", "0m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "192m");
    settings.put("taskmanager.memory.jvm-overhead.min", "64m");
    settings.put("taskmanager.memory.jvm-overhead.max", "64m");
    settings.put("taskmanager.jvm-exit-on-oom", "true");
  }

  /**
   * Connections are given up and taken up again within seconds where Flink's defaults take longer.
   */
  ClusterSettings withShortTimeouts() {
    settings.put("heartbeat.interval", "1 s");
    settings.put("heartbeat.timeout", "5 s");
    settings.put("cluster.registration.error-delay", "500 ms");
    settings.put("cluster.registration.refused-registration-delay", "1 s");
    settings.put("cluster.registration.max-timeout", "2 s");
    settings.put("rest.retry.max-attempts", "3");
    settings.put("rest.retry.delay", "300 ms");
    settings.put("rest.connection-timeout", "3 s");
    return this;
  }

  /** The processes keep their counters in files; they must have the reporter's class. */
  ClusterSettings withCounters(ClusterFiles files) {
    settings.put("metrics.reporters", "counters");
    settings.put("metrics.reporter.counters.factory.class", CounterFilesFactory.class.getName());
    settings.put("metrics.reporter.counters.interval", "250 ms");
    settings.put(
        "metrics.reporter.counters." + CounterFilesFactory.DIRECTORY, files.counters().toString());
    return this;
  }

  Map<String, String> all() {
    return settings;
  }

  /** The settings as a client takes them. */
  Configuration configuration() {
    return Configuration.fromMap(settings);
  }
}
