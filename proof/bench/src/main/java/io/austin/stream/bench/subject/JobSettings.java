package io.austin.stream.bench.subject;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * What the job is to be like where it is not as ops get it.
 *
 * @param zone where a receiver's day ends
 * @param parallelism how many subtasks
 * @param options options of the job by their names
 * @param flink settings of Flink's
 */
public record JobSettings(
    ZoneId zone, int parallelism, Map<String, String> options, Map<String, String> flink) {

  /** The same with another parallelism. */
  public JobSettings withParallelism(int subtasks) {
    return new JobSettings(zone, subtasks, options, flink);
  }

  /** The same with an option of the job. */
  public JobSettings with(String option, String value) {
    Map<String, String> more = new HashMap<>(options);
    more.put(option, value);
    return new JobSettings(zone, parallelism, Map.copyOf(more), flink);
  }
}
