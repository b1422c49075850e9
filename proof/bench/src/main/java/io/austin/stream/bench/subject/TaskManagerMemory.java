package io.austin.stream.bench.subject;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * How a TaskManager of a given size divides its memory: worked out by Flink, as its start scripts
 * have it worked out.
 *
 * @param settings Flink's settings for the parts
 * @param jvmOptions the JVM's bounds that follow from them
 */
record TaskManagerMemory(Map<String, String> settings, List<String> jvmOptions) {
  /**
   * The parts of a process.
   *
   * @param settings what is configured, {@code taskmanager.memory.process.size} above all
   */
  static TaskManagerMemory of(Map<String, String> settings) {
    TaskExecutorProcessSpec spec =
        TaskExecutorProcessUtils.processSpecFromConfig(Configuration.fromMap(settings));
    Map<String, String> parts = new LinkedHashMap<>();
    for (String word : TaskExecutorProcessUtils.generateDynamicConfigsStr(spec).split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        parts.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    String bounds = ProcessMemoryUtils.generateJvmParametersStr(spec);
    return new TaskManagerMemory(parts, Arrays.asList(bounds.strip().split(" ", -1)));
  }
}
