package io.austin.stream.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The CPU time that processes have used since they started, user and system together.
 *
 * @param seconds by the process's name in results
 */
record CpuTimes(Map<String, Double> seconds) {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * What these processes have used by now; the operating system counts in hundredths of a second.
   */
  static CpuTimes of(Map<String, List<Long>> pids) {
    Map<String, Double> seconds = new TreeMap<>();
    pids.forEach((name, all) -> seconds.put(name, all.stream().mapToDouble(CpuTimes::used).sum()));
    return new CpuTimes(seconds);
  }

  private static double used(long pid) {
    return ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElse(Duration.ZERO)
            .toNanos()
        / NANOS_PER_SECOND;
  }

  /** What was used since then, for each of so many millions. */
  Map<String, Double> since(CpuTimes earlier, double millions) {
    Map<String, Double> used = new TreeMap<>();
    seconds.forEach(
        (name, now) ->
            used.put(name, Math.max(0, now - earlier.seconds.getOrDefault(name, 0.0)) / millions));
    return used;
  }
}
